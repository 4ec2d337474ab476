//! The tables of the package: the one place where each column is declared with its type, its unit, what it refers to
//! and its meaning in Danish and English. Codes of closed lists stand in `codes`.

use jiff::civil::{Date, Time};

use super::codes::{
    ActivityState, AssignmentRole, Cause, ClosingReason, ContactKind, ContactOutcome, ContactRole, DecidedBy,
    Door, EnquiryOutcome, FollowUpWay, GoalResult, Informer, MeetingKind, Mode, NewTime, PhaseEventKind,
    Status, Strength, TargetGroup, Track,
};
use super::schema::{Column, Row, Table};
use super::value::{AnswerValue, Cell, Code, Codes, Id, Problem};

macro_rules! tables {
    ($(
        $Row:ident $name:literal, $tda:literal, $ten:literal, key [$($key:literal),*] {
            $($field:ident: $type:ty, $unit:literal, $refers:literal, $da:literal, $en:literal;)*
        }
    )*) => {
        $(
            #[doc = $ten]
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $Row { $(#[doc = concat!("Meaning: ", $en, ".")] pub $field: $type),* }

            impl Row for $Row {
                const TABLE: Table = Table {
                    name: $name,
                    da: $tda,
                    en: $ten,
                    key: &[$($key),*],
                    columns: &[$(Column {
                        name: stringify!($field),
                        kind: <$type as Cell>::KIND,
                        optional: <$type as Cell>::OPTIONAL,
                        unit: $unit,
                        refers_to: $refers,
                        da: $da,
                        en: $en,
                    }),*],
                };

                fn read<'a>(
                    cell: &dyn Fn(usize) -> &'a str,
                    fault: &mut dyn FnMut(usize, Problem),
                ) -> Option<Self> {
                    let mut index = 0;
                    $(let $field = take::<$type>(&mut index, cell, fault);)*
                    Some(Self { $($field: $field?),* })
                }

                fn write(&self, column: usize, out: &mut String) {
                    let cells: &[&dyn Fn(&mut String)] = &[$(&|out| self.$field.write(out)),*];
                    if let Some(cell) = cells.get(column) {
                        cell(out);
                    }
                }
            }
        )*

        /// All tables, in the order in which they are written.
        pub const TABLES: &[Table] = &[$(<$Row as Row>::TABLE),*];
    };
}

fn take<'a, T: Cell>(
    index: &mut usize,
    cell: &dyn Fn(usize) -> &'a str,
    fault: &mut dyn FnMut(usize, Problem),
) -> Option<T> {
    let at = *index;
    *index += 1;
    let text = cell(at).trim();
    let read = if text.is_empty() { T::empty() } else { T::parse(text) };
    read.map_err(|problem| fault(at, problem)).ok()
}

tables! {
    Worker "workers", "En medarbejder pr. række, uden navn", "One worker per row, without a name", key ["worker_id"] {
        worker_id: Id, "", "", "Medarbejderens løbenummer", "Pseudonymous id of the worker";
        site: Option<Code>, "", "", "Sted: kommunekode eller enhed, med betegnelse i package.toml", "Site: municipality code or unit, with its label in package.toml";
        employed_from: Option<Date>, "", "", "Ansat fra", "Employed from";
        employed_to: Option<Date>, "", "", "Ansat til og med; tom: stadig ansat", "Employed until, inclusive; empty: still employed";
        full_time: Option<bool>, "", "", "Arbejder på fuld tid", "Works full time";
        hours_per_cent: Option<u32>, "%", "", "Andel af fuld tid", "Share of full time";
    }
    Course "courses", "Et forløb pr. række", "One course per row", key ["course_id"] {
        course_id: Id, "", "", "Forløbets løbenummer; kan ikke føres tilbage til en person", "Pseudonymous id of the course; leads back to no person";
        previous_course: Option<Id>, "", "courses", "Det tidligere forløb, når samme borger er begyndt igen", "The earlier course when the same citizen began again";
        programme: Code, "", "", "Indsats", "Programme";
        site: Option<Code>, "", "", "Sted: kommunekode eller enhed, med betegnelse i package.toml", "Site: municipality code or unit, with its label in package.toml";
        track: Track, "", "", "Retligt spor", "Legal track";
        first_contact: Option<Date>, "", "", "Første kontakt", "First contact";
        start: Option<Date>, "", "", "Fase 1 begynder; tom under kontaktskabelse", "Phase 1 begins; empty during contact-making";
        phase1_end: Option<Date>, "", "", "Sidste dag i fase 1, planlagt eller faktisk", "Last day of phase 1, planned or actual";
        phase2_end: Option<Date>, "", "", "Sidste dag i fase 2, planlagt eller faktisk", "Last day of phase 2, planned or actual";
        planned_end: Option<Date>, "", "", "Planlagt sidste dag i fase 3", "Planned last day of phase 3";
        plan_date: Option<Date>, "", "", "Dagen, aktivitetsplanen blev lagt; tom: ingen plan", "Day the activity plan was made; empty: no plan";
        status: Status, "", "", "Hvor forløbet står på opgørelsesdagen", "Where the course stands at the data cut";
        closing_date: Option<Date>, "", "", "Afsluttet den; tom for et afsluttet forløb: ukendt", "Closed on; empty for a closed course: not known";
        closing_reason: Option<ClosingReason>, "", "", "Grund til afslutningen", "Reason for closing";
        decided_by: Option<DecidedBy>, "", "", "Hvem der besluttede afslutningen", "Who decided the closing";
        follow_up: Option<FollowUpWay>, "", "", "Hvordan borgeren må kontaktes efter afslutningen; tom: ikke spurgt", "How the citizen may be contacted after the closing; empty: not asked";
        closing_form: bool, "", "", "Afslutningsskema modtaget", "Closing form received";
    }
    PhaseEvent "phase_events", "En ændring af de planlagte faser pr. række", "One change of the planned phases per row", key [] {
        course_id: Id, "", "courses", "Forløbet", "The course";
        kind: PhaseEventKind, "", "", "Slags ændring", "Kind of change";
        phase: Option<u32>, "", "", "Fasen, hvis sidste dag blev flyttet, 1–3; tom for en pause", "Phase whose last day was moved, 1–3; empty for a pause";
        from: Option<Date>, "", "", "Pausens første dag", "First day of a pause";
        to: Option<Date>, "", "", "Pausens sidste dag (tom: åben) eller fasens nye sidste dag", "Last day of a pause (empty: open) or the phase's new last day";
        recorded: Option<Date>, "", "", "Registreret den", "Recorded on";
        cause: Option<Cause>, "", "", "Hvad der gjorde det", "What made it so";
    }
    Response "responses", "Et udfyldt skema pr. række", "One filled-in instrument per row", key ["response_id"] {
        response_id: Id, "", "", "Besvarelsens løbenummer", "Id of the response";
        course_id: Id, "", "courses", "Forløbet", "The course";
        instrument: Code, "", "", "Skema", "Instrument";
        version: Code, "", "", "Skemaets version", "Version of the instrument";
        occasion: Code, "", "", "Måletidspunkt, som i package.toml", "Occasion, as in package.toml";
        date: Option<Date>, "", "", "Besvaret den; tom: ukendt", "Answered on; empty: not known";
        mode: Option<Mode>, "", "", "Hvordan der blev svaret; tom: ukendt", "How the answers were given; empty: not known";
        informer: Option<Informer>, "", "", "Hvem der svarede", "Who answered";
    }
    Answer "answers", "Et svar pr. række; et felt uden svar har ingen række", "One answer per row; an item left empty has no row", key ["response_id", "item"] {
        response_id: Id, "", "responses", "Besvarelsen", "The response";
        item: Code, "", "", "Spørgsmål eller område i skemaet", "Item or area of the instrument";
        value: AnswerValue, "", "", "Svar: helt tal (ja 1, nej 0), kode, flere koder med | imellem, eller not_asked (ikke spurgt), will_not_answer (ønsker ikke at svare), does_not_know (ved ikke)", "Answer: whole number (yes 1, no 0), code, several codes with | between, or not_asked, will_not_answer, does_not_know";
    }
    Contact "contacts", "En kontakt pr. række", "One contact per row", key ["contact_id"] {
        contact_id: Id, "", "", "Kontaktens løbenummer", "Id of the contact";
        course_id: Id, "", "courses", "Forløbet", "The course";
        date: Date, "", "", "Dag", "Day";
        time: Option<Time>, "hh:mm", "", "Klokkeslæt", "Time of day";
        kind: ContactKind, "", "", "Slags", "Kind";
        role: ContactRole, "", "", "Støtte eller koordinering", "Support or coordination";
        outcome: ContactOutcome, "", "", "Hvad der blev af den", "What became of it";
        new_time: Option<NewTime>, "", "", "Om en ny tid blev tilbudt, når kontakten blev flyttet eller ikke blev til noget; tom: ikke noteret", "Whether a new time was offered when the contact was moved or did not take place; empty: not noted";
        minutes: Option<u32>, "min", "", "Varighed", "Duration";
        place: Option<Code>, "", "", "Sted", "Place";
        joined: Codes, "", "", "Andre, der var med", "Others who joined";
        worker: Option<Id>, "", "workers", "Medarbejderen", "The worker";
        meeting: Option<MeetingKind>, "", "", "Første, sidste eller overdragelsesmøde", "First or last meeting, or one about handing over";
        areas: Codes, "", "", "Områder, der blev berørt", "Areas that were touched";
    }
    Assignment "assignments", "En tilknytning af en medarbejder til et forløb pr. række", "One tie of a worker to a course per row", key [] {
        course_id: Id, "", "courses", "Forløbet", "The course";
        worker: Id, "", "workers", "Medarbejderen", "The worker";
        role: AssignmentRole, "", "", "Rolle", "Role";
        from: Date, "", "", "Fra", "From";
        to: Option<Date>, "", "", "Til og med; tom: gælder stadig", "Until, inclusive; empty: still in force";
    }
    FocusArea "focus_areas", "Et valgt fokusområde i en fase pr. række", "One chosen focus area in a phase per row", key [] {
        course_id: Id, "", "courses", "Forløbet", "The course";
        phase: u32, "", "", "Fase, 1–3", "Phase, 1–3";
        area: Code, "", "", "Område", "Area";
        chosen: Option<Date>, "", "", "Valgt den", "Chosen on";
        let_go: Option<Date>, "", "", "Valgt fra den", "Let go on";
        result: Option<GoalResult>, "", "", "Hvor langt målet blev nået, sagt ved afslutningen", "How far the goal was reached, said at closing";
    }
    Activity "activities", "En aktivitet i planen pr. række", "One activity of the plan per row", key ["activity_id"] {
        activity_id: Id, "", "", "Aktivitetens løbenummer", "Id of the activity";
        course_id: Id, "", "courses", "Forløbet", "The course";
        phase: u32, "", "", "Fase, hvor den blev sat i planen, 1–3", "Phase in which it was planned, 1–3";
        area: Code, "", "", "Område", "Area";
        kind: Option<Code>, "", "", "Slags aktivitet", "Kind of activity";
        provider: Option<Code>, "", "", "Hvem der står for den", "Who provides it";
        state: ActivityState, "", "", "Tilstand", "State";
        start: Option<Date>, "", "", "Begynder", "Begins";
        state_date: Option<Date>, "", "", "Tilstanden gælder fra", "The state holds since";
        until: Option<Date>, "", "", "Aftalt til den", "Agreed until";
        adjusted_in_phase2: Option<bool>, "", "", "Justeret i fase 2", "Adjusted in phase 2";
        handed_over_to: Option<Code>, "", "", "Overdraget til", "Handed over to";
    }
    Supporter "supporters", "En støtteperson i netværket pr. række, uden navn", "One supporter in the network per row, without a name", key ["supporter_id"] {
        supporter_id: Id, "", "", "Støttepersonens løbenummer", "Id of the supporter";
        course_id: Id, "", "courses", "Forløbet", "The course";
        kind: Code, "", "", "Slags person eller tilbud", "Kind of person or service";
        strength: Option<Strength>, "", "", "Hvor stærk borgeren finder tilknytningen", "How strong the citizen finds the tie";
        team_strength: Option<Strength>, "", "", "Hvor stærk teamet finder tilknytningen", "How strong the team finds the tie";
        since: Option<Date>, "", "", "Kommet til den", "In the network since";
        ended: Option<Date>, "", "", "Faldet fra den", "Left the network on";
        takes_over: Option<bool>, "", "", "Overtager en opgave fra indsatsen", "Takes over a task from the programme";
        holds: Option<bool>, "", "", "Er der stadig, set ved afslutningen eller sidste gennemgang; tom: ukendt", "Still there at closing or the last look; empty: not known";
        municipal_entry: Option<bool>, "", "", "Den varige indgang til kommunen", "The lasting way into the municipality";
    }
    Enquiry "enquiries", "En henvendelse pr. række", "One enquiry per row", key ["enquiry_id"] {
        enquiry_id: Id, "", "", "Henvendelsens løbenummer", "Id of the enquiry";
        asked: Date, "", "", "Henvendt den", "Asked on";
        offered: Option<Date>, "", "", "Et første møde blev tilbudt den", "A first meeting was offered on";
        met: Option<Date>, "", "", "Første møde den", "First met on";
        site: Option<Code>, "", "", "Sted: kommunekode eller enhed", "Site: municipality code or unit";
        door: Door, "", "", "Hvor henvendelsen kom fra", "Where the enquiry came from";
        target_group: Option<TargetGroup>, "", "", "Om borgeren er i målgruppen; tom: ikke sagt", "Whether within the target group; empty: not said";
        outcome: Option<EnquiryOutcome>, "", "", "Hvad der blev af den; tom: åben", "What came of it; empty: open";
        settled: Option<Date>, "", "", "Afgjort den", "Settled on";
        course_id: Option<Id>, "", "courses", "Forløbet, den blev til", "The course it became";
    }
}
