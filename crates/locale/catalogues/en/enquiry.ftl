### Enquiries.

enq-new = New enquiry
enq-door = How did it reach you?
enq-said = What was said?
enq-dates-asked = Asked
enq-dates-offered = Offered
enq-dates-met = First met
enq-outcome = What came of it?
enq-empty = No new enquiries. The latest came on { $date }.
