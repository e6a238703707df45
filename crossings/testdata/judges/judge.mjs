// Hands the files in a directory to judges that know nothing of this project, and
// prints a line for each with what they found. It ends with status 1 at the first
// file that a judge refuses.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { check } from "@placemarkio/check-geojson";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
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

const judges = {
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
