//! What must hold for any package: what came in goes out the same, byte for byte, on top of an empty house; and once
//! more, nothing happens.

use evaluation::fault::FaultCode;
use evaluation::package::{Files, load_folder, tables};

use super::*;
use crate::sample::{House, house, on_both};

on_both! {
    the_shipped_cohort_comes_in_and_goes_out_byte_for_byte,
    only_those_who_may_take_packages_in_or_out,
    what_the_content_does_not_know_is_told_and_nothing_comes_in,
    what_the_record_has_no_column_for_goes_out_again_too,
}

fn shipped(ctx: &Context) -> Files {
    let source = ctx.content.source();
    source
        .list("training/exit-2013-16")
        .into_iter()
        .filter_map(|path| Some((path.rsplit('/').next()?.to_owned(), source.read(&path)?.into_owned())))
        .collect()
}

fn exit() -> ProgrammeId {
    ProgrammeId("exit-2013-16".to_owned())
}

async fn bring(house: &House, files: &Files) -> Imported {
    let programme = Package::read(files).unwrap().0.manifest.programme.to_string();
    let programme = ProgrammeId(programme);
    let known = known(&house.ctx, &house.administrator, &programme).await.unwrap();
    let reading = Package::read_onto(files, &known).unwrap();
    import(&house.ctx, &house.administrator, &reading).await.unwrap()
}

async fn the_shipped_cohort_comes_in_and_goes_out_byte_for_byte() {
    let house = house().await;
    let files = shipped(&house.ctx);
    let imported = bring(&house, &files).await;
    assert_eq!((imported.courses, imported.already), (147, 0));
    let out = export(&house.ctx, &house.administrator, &exit()).await.unwrap().write();
    for (name, bytes) in &files {
        assert!(out.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(out.len(), files.len());
    // The same once more changes nothing.
    let again = bring(&house, &files).await;
    assert_eq!((again.rows, again.already), (0, imported.rows));
    // Pseudonymous ids serve as codes; workers cannot log in.
    let users = house.ctx.store.users(house.organisation).await.unwrap();
    let imported: Vec<_> = users.iter().filter(|user| user.name.starts_with("SYN-M")).collect();
    assert_eq!(imported.len(), 16);
    assert!(imported.iter().all(|user| !user.active));
}

async fn only_those_who_may_take_packages_in_or_out() {
    let house = house().await;
    for actor in [&house.sanne, &house.leader, &house.evaluator] {
        assert!(export(&house.ctx, actor, &exit()).await.unwrap_err().is_not_found());
        assert!(known(&house.ctx, actor, &exit()).await.unwrap_err().is_not_found());
    }
}

async fn what_the_content_does_not_know_is_told_and_nothing_comes_in() {
    let house = house().await;
    let mut files = shipped(&house.ctx);
    let text = String::from_utf8(files["responses.csv"].clone()).unwrap();
    files.insert("responses.csv".to_owned(), text.replacen(",who5,", ",who6,", 1).into_bytes());
    let text = String::from_utf8(files["answers.csv"].clone()).unwrap();
    let text = text.replacen("SYN-A00002-who5,happy,2", "SYN-A00002-who5,happy,9", 1);
    files.insert("answers.csv".to_owned(), text.into_bytes());
    let reading = Package::read_onto(&files, &Known::nothing()).unwrap();
    let Error::Files(faults) = import(&house.ctx, &house.administrator, &reading).await.unwrap_err() else {
        panic!("not about files")
    };
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [FaultCode::NameUnknown, FaultCode::ItemRange]);
    assert!(programmes(&house.ctx, &house.administrator).await.unwrap().is_empty());
}

/// A package that says as little as a package may, and ids of every kind.
fn sparse() -> Files {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    file(
        "package.toml",
        "schema = \"fodfaeste-package/1\"\ntitle = \"Lidt\"\nsynthetic = true\ndata_cut = \"2026-11-24\"\n\
         programme = \"cti-9\"\n[[occasion]]\nkey = \"start\"\nda = \"Start\"\nen = \"Start\"\n",
    );
    let long = "a-very-long-pseudonymous-id-that-does-not-fit-into-a-uuid-0001";
    file("workers.csv", "worker_id,site\nW1,0101\nW2,\n");
    file(
        "courses.csv",
        &format!(
            "course_id,previous_course,programme,track,first_contact,start,status,closing_form\n\
             C2,C1,cti-9,no_name,,2026-05-01,running,0\n\
             C1,,cti-9,no_name,2025-01-01,,closed,1\n\
             {long},,cti-9,decided,2026-11-01,,contact_making,0\n\
             0199a2f0-7012-7282-8567-100112345678,,cti-9,decided,2026-11-01,,contact_making,0\n"
        ),
    );
    file(
        "phase_events.csv",
        "course_id,kind,phase,from,to\nC2,pause,,2026-06-01,\nC2,extension,1,,2026-08-20\n",
    );
    file(
        "contacts.csv",
        &format!(
            "contact_id,course_id,date,kind,role,outcome,minutes,place,joined,areas\n\
             K1,{long},2026-11-02,meeting,support,held,0,church,ngo|choir|network,oekonomi|bolig\n"
        ),
    );
    file(
        "responses.csv",
        "response_id,course_id,instrument,version,occasion\nR1,C2,who5,1.0.0,start\nR2,C2,baseline,1.0.0,start\n",
    );
    file(
        "answers.csv",
        "response_id,item,value\nR1,happy,5\nR1,calm,will_not_answer\nR2,gender,woman\nR2,arenas,bar|street\n",
    );
    file(
        "activities.csv",
        "activity_id,course_id,phase,area,kind,provider,state\nA1,C2,2,bolig,et_kursus,brass_band,waiting\n",
    );
    file("supporters.csv", "supporter_id,course_id,kind\nS1,C2,neighbour\n");
    file(
        "enquiries.csv",
        "enquiry_id,asked,site,door,course_id\nE1,2026-01-02,0101,ngo,C2\nE2,2026-01-03,,self,\n",
    );
    load_folder(folder.path()).unwrap().0.write()
}

async fn what_the_record_has_no_column_for_goes_out_again_too() {
    let first = house().await;
    let files = sparse();
    bring(&first, &files).await;
    let programme = ProgrammeId("cti-9".to_owned());
    let out = export(&first.ctx, &first.administrator, &programme).await.unwrap();
    let mut wanted = Package::read(&files).unwrap().0;
    wanted.manifest.sites.clone_from(&out.manifest.sites);
    wanted.sort();
    assert_eq!(out, wanted);
    let second = house().await;
    bring(&second, &out.write()).await;
    assert!(export(&second.ctx, &second.administrator, &programme).await.unwrap().write() == out.write());
    // The later course is the same citizen's.
    let scope = authorise(&second.administrator, Action::Transfer).unwrap();
    let facts = second.ctx.store.facts(&scope, &programme).await.unwrap();
    let citizen =
        |code: &str| facts.courses.iter().find(|row| row.course.code == code).unwrap().course.citizen;
    assert_eq!(citizen("C1"), citizen("C2"));
    assert_eq!(facts.courses.len(), tables_len(&out));
}

fn tables_len(package: &Package) -> usize {
    let courses: &Vec<tables::Course> = &package.courses;
    courses.len()
}
