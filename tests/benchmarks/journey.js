// One person after another takes the whole questionnaire, with cookies and form tokens as a browser
// keeps them. Redirects are followed by hand, so that each request is counted once.
import http from 'k6/http';
import { check, fail } from 'k6';
import { Counter } from 'k6/metrics';

const { ADDRESS, PEOPLE, SECONDS, PAGES } = __ENV;
const RADIO = /type="radio"[^>]* name="([^"]+)" value="([^"]+)"/g;
const TOKEN = /name="csrf_token" value="([^"]+)"/;
const START = /action="(\/start\/[^"]+)"/;

const journeys = new Counter('journeys');
const known = new Map();

export const options = {
  scenarios: {
    people: {
      executor: 'constant-vus',
      vus: Number(PEOPLE),
      duration: `${SECONDS}s`,
      gracefulStop: '0s',
    },
  },
  maxRedirects: 0,
  summaryTrendStats: ['med', 'p(99)'],
  userAgent: 'benchmark',
  systemTags: [],
};

// k6 empties the cookie jar after each run of this function: every journey is somebody new.
export default function () {
  const headers = { 'Accept-Language': __ITER % 2 ? 'fr' : 'en' };
  const home = get('/', headers);
  let path = post(START.exec(home)[1], home, headers);
  let pages = 0;
  while (path.startsWith('/questions/')) {
    pages += 1;
    path = post(path, get(path, headers), headers);
  }
  expect(path, { 'every page was asked': () => pages === Number(PAGES), 'then the check': (at) => at === '/check' });
  path = post(path, get(path, headers), headers);
  expect(path, { 'then the result': (at) => at === '/result' });
  expect(get(path, headers), { 'the result has scores': (html) => html.includes('class="scores"') });
  journeys.add(1);
}

export function handleSummary(data) {
  const { http_req_duration: duration, http_reqs: requests, journeys: whole, checks } = data.metrics;
  return {
    stdout: JSON.stringify({
      requests: requests.values.count,
      seconds: data.state.testRunDurationMs / 1000,
      journeys: whole ? whole.values.count : 0,
      p50: duration.values.med,
      p99: duration.values['p(99)'],
      failed: checks ? checks.values.fails : 1,
    }),
  };
}

function get(path, headers) {
  const answer = http.get(ADDRESS + path, { headers });
  expect(answer, { 'a page is there': ({ status }) => status === 200 });
  return answer.body;
}

function post(path, page, headers) {
  const form = { csrf_token: TOKEN.exec(page)[1] };
  for (const [name, values] of offered(path, page)) {
    form[name] = values[Math.floor(Math.random() * values.length)];
  }
  const answer = http.post(ADDRESS + path, form, { headers });
  expect(answer, { 'an answer leads on': ({ status }) => status === 303 });
  return answer.headers.Location.replace(ADDRESS, '');
}

// What a page offers is read once; reading it again would load the generator, not the server.
function offered(path, page) {
  if (known.has(path)) {
    return known.get(path);
  }
  const found = new Map();
  for (const [, name, value] of page.matchAll(RADIO)) {
    found.set(name, [...(found.get(name) || []), value]);
  }
  known.set(path, found);
  return found;
}

function expect(value, conditions) {
  if (!check(value, conditions)) {
    fail(`not what a person expects: ${JSON.stringify(Object.keys(conditions))}`);
  }
}
