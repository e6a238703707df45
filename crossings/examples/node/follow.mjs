// Follow asks a crossings server what it knows of a crossing on a day, and then
// tells of each claim as it comes:
//
//     npm install
//     node follow.mjs http://127.0.0.1:8080 al-bukamal-al-qaim 2014-06-15
//
// With a fourth argument it ends after so many claims.
import {EventSource} from 'eventsource';

const [server = 'http://127.0.0.1:8080', code = 'al-bukamal-al-qaim', day = '', most = 'Infinity'] = process.argv.slice(2);

// ask returns the answer to a question; what the server refuses is an error that
// says why.
async function ask(path) {
  const response = await fetch(new URL(path, server));
  const answer = await response.json();
  if (!response.ok) {
    const reasons = (answer.errors ?? []).map((e) => `${e.location}: ${e.message}`);
    throw new Error([answer.detail, ...reasons].join('; '));
  }
  return answer;
}

function words(finding) {
  const doubt = finding.certain ? '' : finding.disputed ? ' (disputed)' : ' (only possible)';
  return finding.possible.join(' or ') + doubt;
}

try {
  const state = await ask(`/api/v1/crossings/${encodeURIComponent(code)}/state${day && `?on=${day}`}`);
  console.log(`${state.crossing} on ${state.on}: ${words(state.status)}`);
  for (const [side, {control, status}] of Object.entries(state.sides)) {
    const last = status.attested && status.attested < state.on ? `, last attested ${status.attested}` : '';
    console.log(`  ${side}: ${words(status)}, held by ${words(control)}${last}`);
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// The browser's EventSource, for Node: after a break it comes back by itself, and
// names the last event that it got.
const changes = new EventSource(new URL('/api/v1/changes', server));
let seen = 0;
changes.addEventListener('open', () => console.log('following'));
changes.addEventListener('claim', (event) => {
  const claim = JSON.parse(event.data);
  console.log(`${claim.crossing}, ${claim.side}: ${claim.kind} ${claim.value ?? ''} ${claim.when ?? ''}, says ${claim.source.name}`);
  if (++seen >= Number(most)) changes.close();
});
