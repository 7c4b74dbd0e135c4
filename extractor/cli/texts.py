"""What the command line offers and what it says: choices, defaults, descriptions, examples."""

from __future__ import annotations

SCHEMAS = ("document", "article", "failure")
FORMATS = ("jsonl", "facts", "csv", "parquet", "sqlite")
SECONDS = 300  # that one article may take
LIMITS = (  # option, its unit, default, what it is
    ("--max-article", "MB", 8, "megabytes that one page, line or record may have"),
    ("--max-unpacked", "MB", 16 * 1024, "megabytes that a packed file may unpack to"),
    ("--max-ratio", "N", 500, "how many times its size a packed file may unpack to"),
)
DESCRIPTION = "Extracts dates, amounts of money, counts, organizations and facts from Chinese news articles."
EXIT_CODES = "exit codes: 0 everything was read, 1 something failed, 2 wrong usage, 130 interrupted"
EXAMPLES = f"""examples:
  extractor run articles --out out        all articles of a folder
  extractor show articles/aid.txt         one article, in colours
  extractor schema > document.schema.json

{EXIT_CODES}"""
RUN_DESCRIPTION = """Extracts all articles of files and folders.

Reads .txt and .html (one article a file), .json, .jsonl and .ndjson, .csv and .tsv, each plain or packed (.gz, .zst) or in a .zip;
folders with all that is in them, in the order of their names; and standard input, as -. Writes into the folder given with --out:
  documents.jsonl  one line an article, in input order           (format jsonl)
  facts.csv        one row a fact, for spreadsheets              (format facts)
  NAME.csv         a file for each table: articles, facts, ...   (format csv)
  NAME.parquet     the same tables as Parquet                    (format parquet)
  extractor.sqlite the same tables as one SQLite database        (format sqlite)
  failures.jsonl   one line for each input that could not be read, with its name and the reason
Files of these names from an earlier run are replaced when the run has come to its end. A bad file never stops the rest.
What is done is kept in DIR/.extractor, so that a run that was stopped or killed goes on with --resume."""
RUN_EXAMPLES = f"""examples:
  extractor run articles --out out
  extractor run articles more.jsonl page.html --out out --jobs 4
  extractor run articles --out out --resume
  extractor run pages --glob '*.html' --out out --format jsonl,sqlite
  extractor run news.csv --field text=body --field published=day --out out
  zcat news.jsonl.gz | extractor run - --stdin-name news.jsonl --out out

{EXIT_CODES}"""
FACTS_DESCRIPTION = """Prints the facts of articles that meet all conditions, one a line, as they are found; nothing is stored.

Texts are looked for inside the field; an organization by its full name or as the article has it."""
FACTS_EXAMPLES = f"""examples:
  extractor facts articles --organization 总工会 --since 2017-01-01
  extractor facts articles --currency CNY --min 100000000 --form csv > large.csv
  extractor facts articles --modality planned --object 投资 --min-confidence high

{EXIT_CODES}"""
FACT_TEXTS = {
    "organization": "only facts of organizations named like this",
    "actor": "only facts of those who act, whoever they are, named like this",
    "action": "only facts with a verb like this",
    "object": "only facts of what is counted or measured like this",
}
MODALITIES = ("actual", "planned", "required", "estimated", "uncertain")
CONFIDENCES = ("low", "medium", "high")
ROW_FORMS = ("text", "csv", "jsonl")
SHOW_DESCRIPTION = """Prints one article with its mentions coloured by type, and a table of its facts.

When the output is no terminal, mentions are marked as ⟦surface|type⟧ and facts are tab-separated lines."""
SHOW_EXAMPLES = f"""examples:
  extractor show aid.txt
  extractor show corpus.jsonl --nth 17
  extractor show aid.txt --explain
  extractor show undated.txt --published 2018-05-24
  extractor show aid.txt --json | python3 -m json.tool

{EXIT_CODES}"""
SCHEMA_DESCRIPTION = "Prints the JSON Schema of a record as it is written. Decimals are strings of plain digits."
SCHEMA_EXAMPLES = """examples:
  extractor schema
  extractor schema failure > failure.schema.json"""
