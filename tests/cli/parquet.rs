//! Parquet, in a build that has it and in one that has not.

use super::{Desk, annotate_with};

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_it_says_so() {
    let desk = Desk::new().with("a.txt", "Київ").with("b.parquet", "PAR1").with("c", "PAR1");
    for arguments in [&["-f", "parquet", "-o", "x", "a.txt"][..], &["-o", "x.parquet", "a.txt"], &["b.parquet"], &["c"]]
    {
        let done = desk.run(&annotate_with(arguments));
        assert_eq!(done.code, 2);
        assert!(
            done.err.ends_with("this program was built without Parquet; build it with --features parquet\n"),
            "{}",
            done.err
        );
    }
    assert!(!desk.path("x").exists() && !desk.path("x.parquet").exists());
}

#[cfg(feature = "parquet")]
#[test]
fn a_table_there_and_back() {
    let text = "Тарас Бульба у Києві. Київ, Кривий Ріг!\n\n";
    // More rows than a group has, more text than a part.
    let desk = Desk::new().with("t/a.txt", text.repeat(20_000)).with("t/b.txt", "Ні");
    let columns = "mention_id,start,surface,type,alternatives,confidence,lemma";
    desk.annotate(&["-q", "-c", columns, "-o", "a.parquet", "t"]).output();
    let rows = desk.annotate(&["-q", "-c", columns, "t"]).output();
    assert_eq!(rows.lines().count(), 1 + 80_000);
    let back = [
        "--text-field",
        "surface",
        "--id-field",
        "mention_id",
        "--keep-fields",
        "start,type,confidence",
        "-c",
        "doc_id,surface",
    ];
    for name in ["a.parquet", "."] {
        let found = desk.annotate(&[&back[..], &["--input-format", "parquet", name]].concat()).output();
        assert_eq!(found.lines().count(), 1 + 80_000);
        for (found, row) in found.lines().zip(rows.lines()).skip(1).step_by(997) {
            let (found, row): (Vec<&str>, Vec<&str>) = (found.split(',').collect(), row.split(',').collect());
            assert_eq!((found[0], found[1], found[2], found[3]), (row[0], row[2], row[1], row[3]));
        }
    }
    let done = desk.annotate(&["a.parquet", "--text-field", "surfaces"]);
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("a.parquet: no column \"surfaces\" (did you mean \"surface\"?); the file has: mention_id, "),
        "{}",
        done.err
    );
    let done = desk.annotate(&["a.parquet", "--text-field", "start"]);
    assert!(done.err.starts_with("imena: a.parquet:1: column \"start\" has no text\n"), "{}", done.err);
    assert!(desk.annotate(&["-f", "parquet", "t"]).err.contains("name a file or folder with --output"));
    assert!(desk.annotate(&["-q", "--resume", "-o", "b.parquet", "t"]).err.contains("can't go on with parquet"));
}

#[cfg(feature = "parquet")]
#[test]
fn what_is_no_table() {
    let desk = Desk::new().with("t/a.txt", "Київ");
    desk.annotate(&["-q", "-o", "a.parquet", "t"]).output();
    let whole = std::fs::read(desk.path("a.parquet")).unwrap();
    for cut in [0, 3, 4, 100, whole.len() - 1] {
        std::fs::write(desk.path("b.parquet"), &whole[..cut]).unwrap();
        let done = desk.annotate(&["b.parquet", "--text-field", "surface"]);
        assert_eq!(done.code, 1, "{cut}: {}", done.err);
        assert!(done.err.starts_with("imena: b.parquet: the file breaks off or is damaged: "), "{}", done.err);
    }
    let done = desk.run_on(&annotate_with(&["--text-field", "surface"]), &whole);
    assert_eq!(done.code, 2);
    assert!(done.err.starts_with("imena: -: Parquet can't be read from a pipe or a package"), "{}", done.err);
}
