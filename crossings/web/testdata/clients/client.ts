// A program that asks a server by the types that openapi-typescript made of the API's document.
import createClient from "openapi-fetch";
import type { paths } from "./schema";

async function main() {
  const client = createClient<paths>({ baseUrl: process.argv[2] });
  const path = { code: "al-bukamal-al-qaim" };
  const state = await client.GET("/api/v1/crossings/{code}/state", { params: { path } });
  const claims = await client.GET("/api/v1/crossings/{code}/claims", { params: { path, query: { limit: 3 } } });
  const parties = await client.GET("/api/v1/parties");
  const sources = await client.GET("/api/v1/sources");
  const why = await client.GET("/api/v1/crossings/{code}/why", { params: { path, query: { side: "iraq", question: "control" } } });
  const can = await client.GET("/api/v1/crossings/{code}/can", { params: { path } });
  const cite = await client.GET("/api/v1/crossings/{code}/cite", { params: { path } });
  const wrong = await client.GET("/api/v1/crossings/{code}/state", { params: { path: { code: "nowhere" } } });
  // Some answers have other forms than JSON, for who asks for them.
  if (typeof state.data === "string" || !state.data) throw new Error("no state");
  if (typeof cite.data === "string" || !cite.data) throw new Error("no citation");
  if (!claims.data || !parties.data || !sources.data || !why.data || !can.data) throw new Error("an answer is missing");
  const verdict: string = why.data[0].verdict;
  console.log(state.data.sides.syria.control.value, state.data.status.value, claims.data.length, parties.data.length > 10, sources.data.length > 2, verdict !== "",
    can.data.answer, cite.data.type, wrong.error?.status);
}

main();
