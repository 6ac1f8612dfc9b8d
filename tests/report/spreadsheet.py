"""Has LibreOffice open a bundle written with --excel, and compares every cell: spreadsheet.py EXACT EXCEL

EXACT and EXCEL are bundles of the same texts, the second written with --excel. Each table goes to .xlsx and back.
"""

import csv
import pathlib
import subprocess
import sys
import tempfile

exact, excel = map(pathlib.Path, sys.argv[1:])
rows = lambda path, **how: list(csv.reader(path.open(encoding="utf-8-sig", newline=""), **how))
with tempfile.TemporaryDirectory() as desk:
    desk = pathlib.Path(desk)
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{desk}/profile", "--convert-to"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    tables = sorted(excel.glob("*.csv"))
    spreadsheets = [t for t in tables if t.read_bytes().startswith(b"\xef\xbb\xbf")]
    assert {t.name for t in tables} - {t.name for t in spreadsheets} == {"nodes.csv", "edges.csv"}
    # 59: semicolon, 34: quotation mark, 76: UTF-8; numbers and dates are told by the program itself.
    subprocess.run([*office, "xlsx", "--infilter=CSV:59,34,76", "--outdir", desk / "x", *spreadsheets], **quiet)
    subprocess.run([*office, "csv:Text - txt - csv (StarCalc):59,34,76", "--outdir", desk / "back", *(desk / "x").glob("*.xlsx")], **quiet)
    cells = 0
    for table in spreadsheets:
        written, back = rows(table, delimiter=";"), rows(desk / "back" / table.name, delimiter=";")
        assert len(written) == len(back), f"{table.name}: {len(written)} rows became {len(back)}"
        for line, (a, b) in enumerate(zip(written, back), 1):
            for cell, kept in zip(a, b, strict=True):
                cells += 1
                assert cell == kept, f"{table.name}:{line}: {cell!r} became {kept!r}"
                assert "\n" not in cell and "\r" not in cell and not cell.startswith(("=", "+", "-", "@", "\t"))
        # The same as without --excel, but for what guards against formulas and line breaks.
        for a, b in zip(rows(exact / table.name), written, strict=True):
            for cell, guarded in zip(a, b, strict=True):
                assert " ".join(cell.split()).lstrip("'") == " ".join(guarded.split()).lstrip("'"), (cell, guarded)
print(f"{len(spreadsheets)} tables, {cells} cells, all the same")
