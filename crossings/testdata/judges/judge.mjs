// Hands the files in a directory to judges that know nothing of this project, and
// prints a line for each with what they found. It ends with status 1 at the first
// file that a judge refuses.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { check } from "@placemarkio/check-geojson";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import datapackage from "datapackage";
import edtf from "edtf";
import FeedParser from "feedparser";
import ICAL from "ical.js";

const [dir, schemas] = process.argv.slice(2);
const read = (name) => readFileSync(join(dir, name), "utf8");

const ajv = new Ajv({ strict: true, allErrors: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
for (const name of readdirSync(schemas).filter((n) => n.endsWith(".json"))) {
  ajv.addSchema(JSON.parse(readFileSync(join(schemas, name), "utf8")));
}
function valid(schema, value) {
  const validate = ajv.getSchema("https://crossingstatus.github.io/border/schema/" + schema);
  if (!validate(value)) throw new Error(schema + ": " + ajv.errorsText(validate.errors));
}

// DuckDB reads claims as CSV, JSON Lines and Parquet, each by itself, and finds the same.
async function duckdb() {
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  const rows = async (sql) => (await db.runAndReadAll(sql)).getRowsJson();
  const file = (name) => `'${join(dir, name).replaceAll("'", "''")}'`;
  await db.run(`CREATE VIEW parquet AS SELECT * FROM read_parquet(${file("claims.parquet")})`);
  await db.run(`CREATE VIEW csv AS SELECT * FROM read_csv(${file("claims.csv")}, header = true, all_varchar = true, quote = '"', escape = '"')`);
  await db.run(`CREATE VIEW lines AS SELECT * FROM read_json(${file("border.jsonl")}, format = 'newline_delimited',
    columns = {id: 'VARCHAR', crossing: 'VARCHAR', side: 'VARCHAR', kind: 'VARCHAR', value: 'VARCHAR', "when": 'VARCHAR', recorded: 'TIMESTAMPTZ', quote: 'VARCHAR',
      source: 'STRUCT(name VARCHAR, via VARCHAR[], url VARCHAR)', traffic: 'VARCHAR[]', retracts: 'VARCHAR[]'})`);
  const types = Object.fromEntries((await rows("SELECT column_name, column_type FROM (DESCRIBE parquet)")).map(([n, t]) => [n, t]));
  for (const [name, type] of Object.entries({ earliest: "DATE", latest: "DATE", "reported.earliest": "DATE", traffic: "VARCHAR[]", "source.via": "VARCHAR[]", value: "VARCHAR" })) {
    if (types[name] !== type) throw new Error(`${name} is ${types[name]}, not ${type}`);
  }
  if (!types.recorded.startsWith("TIMESTAMP")) throw new Error(`recorded is ${types.recorded}`);
  const plain = (list) => `coalesce(array_to_string(${list}, ' | '), '')`;
  const one = {
    parquet: `SELECT id, crossing, side, kind, coalesce(value, '') AS value, coalesce("when", '') AS w, "source.name" AS name, ${plain('"source.via"')} AS via, ${plain("traffic")} AS traffic, ${plain("retracts")} AS retracts, coalesce(quote, '') AS quote, coalesce(earliest::VARCHAR, '') AS earliest FROM parquet`,
    csv: `SELECT id, crossing, side, kind, coalesce(value, ''), coalesce("when", ''), "source.name", coalesce("source.via", ''), coalesce(traffic, ''), coalesce(retracts, ''), coalesce(quote, ''), coalesce(earliest, '') FROM csv`,
    lines: `SELECT id, crossing, side, kind, coalesce(value, ''), coalesce("when", ''), source.name, ${plain("source.via")}, ${plain("traffic")}, ${plain("retracts")}, coalesce(quote, ''), '' FROM lines`,
  };
  const [[all, ids]] = await rows("SELECT count(*)::INT, count(DISTINCT id)::INT FROM parquet");
  if (all !== ids) throw new Error(`${all} claims with ${ids} ids`);
  const without = (sql) => `SELECT * REPLACE ('' AS earliest) FROM (${sql})`;
  for (const [name, mine, theirs] of [["csv", one.parquet, one.csv], ["lines", without(one.parquet), one.lines]]) {
    for (const sql of [`(${mine}) EXCEPT (${theirs})`, `(${theirs}) EXCEPT (${mine})`]) {
      const differ = await rows(sql);
      if (differ.length) throw new Error(`Parquet and ${name} differ: ${differ[0].join(" ¦ ")}`);
    }
    const [[n]] = await rows(`SELECT count(*)::INT FROM ${name}`);
    if (n !== all) throw new Error(`${name}: ${n} claims, not ${all}`);
  }
  // What it makes of them is for import to read.
  await db.run(`COPY (SELECT * FROM parquet) TO ${file("duckdb.parquet")} (FORMAT parquet)`);
  return `${all} claims in CSV, JSON Lines and Parquet`;
}

const judges = {
  "claims.csv": duckdb,
  "package/datapackage.json": async () => {
    const found = await datapackage.Package.load(join(dir, "package/datapackage.json"), { basePath: join(dir, "package"), strict: true });
    const counts = [];
    for (const resource of found.resources) {
      const rows = await resource.read({ keyed: true, relations: true });
      counts.push(`${rows.length} ${resource.name}`);
    }
    return counts.join(", ");
  },
  "border.geojson": (text) => {
    const map = check(text);
    valid("geojson.json", map);
    return `${map.features.length} features`;
  },
  "border.json": (text) => {
    const all = JSON.parse(text);
    valid("export.json", all);
    return `${all.claims.length} claims`;
  },
  "border.jsonl": (text) => {
    const lines = text.trimEnd().split("\n");
    for (const line of lines) valid("claim.json", JSON.parse(line));
    return `${lines.length} claims`;
  },
  // Lines of a date, its first and its last day, empty where there is none.
  "dates.tsv": (text) => {
    const lines = text.trimEnd().split("\n");
    const day = (ms) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : "");
    for (const line of lines) {
      const [date, earliest, latest] = line.split("\t");
      const parsed = edtf(date);
      // The bounds of a set are those of its members, the ends of ranges among them.
      const members = ["Set", "List"].includes(parsed.type) ? parsed.values.flat().filter((m) => m?.min !== undefined) : [parsed];
      const min = day(Math.min(...members.map((m) => m.min)));
      const max = day(Math.max(...members.map((m) => m.max)));
      if ((earliest !== "" && min !== earliest) || (latest !== "" && max !== latest)) {
        throw new Error(`${date}: ${min} to ${max}, not ${earliest} to ${latest}`);
      }
    }
    return `${lines.length} dates`;
  },
  "border.ics": (text) => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const seen = new Set();
    const events = calendar.getAllSubcomponents("vevent").map((c) => new ICAL.Event(c, { strictExceptions: true }));
    for (const e of events) {
      if (seen.has(e.uid)) throw new Error(`${e.uid} twice`);
      seen.add(e.uid);
      if (!e.startDate.isDate || !e.endDate.isDate) throw new Error(`${e.uid}: not whole days`);
      if (e.endDate.compare(e.startDate) <= 0) throw new Error(`${e.uid}: ends before it starts`);
      if (!e.summary || e.summary.includes("�")) throw new Error(`${e.uid}: summary ${e.summary}`);
      const related = e.component.getFirstPropertyValue("related-to");
      if (related && !text.replaceAll("\r\n ", "").includes("UID:" + related)) throw new Error(`${e.uid}: no ${related}`);
    }
    return `${events.length} events`;
  },
  "border.atom": async (text) => {
    const feed = new FeedParser({ normalize: true, addmeta: false });
    const entries = [];
    feed.end(text);
    for await (const entry of feed) entries.push(entry);
    const { "#type": type, "#version": version, title, language, author, date } = feed.meta;
    if (type !== "atom" || version !== "1.0") throw new Error(`${type} ${version}`);
    if (!title || !language || !author) throw new Error(`title ${title}, language ${language}, author ${author}`);
    const right = (d) => d instanceof Date && !Number.isNaN(d.getTime());
    if (!right(date)) throw new Error(`updated ${date}`);
    const seen = new Set();
    for (const e of entries) {
      if (!e.guid || seen.has(e.guid)) throw new Error(`${e.guid}: no id, or one twice`);
      seen.add(e.guid);
      if (!e.title || e.title.includes("�")) throw new Error(`${e.guid}: title ${e.title}`);
      if (!right(e.pubdate) || !right(e.date)) throw new Error(`${e.guid}: published ${e.pubdate}, updated ${e.date}`);
      if (e.date > date) throw new Error(`${e.guid}: newer than the feed`);
      if (!/<ul>[^]*<\/ul>/.test(e.description ?? "")) throw new Error(`${e.guid}: content ${e.description}`);
      if (!e.categories.length) throw new Error(`${e.guid}: no category`);
    }
    return `${entries.length} entries`;
  },
};

for (const [name, judge] of Object.entries(judges)) {
  try {
    console.log(`${name}: ${await judge(read(name))}`);
  } catch (e) {
    console.log(`${name}: ${e.message}`);
    process.exitCode = 1;
  }
}
