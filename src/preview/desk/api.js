// Asks the preview. The code of the address becomes a token, which is kept in memory and, for reloads, in this
// origin's session; pages of the site are of another origin and cannot read it.
import { kept } from './dom.js';

const { base } = document.documentElement.dataset;
// `of` is the page that the state is about: for a moment the one that was there before.
export const desk = { state: null, of: null, path: null, fault: '' };
let token = null;
export const may = () => token !== null;

// The answer with its status; 0 where the preview does not answer.
export async function ask(what, body) {
  try {
    const headers = { ...(token && { 'X-Gainsay-Token': token }), ...(body && { 'Content-Type': 'application/json' }) };
    const answer = await fetch(`/_desk/${what}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
    const read = await answer.json().catch(() => ({}));
    return { ...read, status: answer.status };
  } catch {
    return { status: 0, text: 'The preview does not answer. Is it still running?' };
  }
}

// Takes the code off the address before anything else can see it, and exchanges it. Gives what to tell.
export async function enter() {
  const code = location.hash.match(/[#&]code=([\w-]+)/)?.[1];
  if (code) history.replaceState(null, '', location.pathname + location.search);
  token ??= kept.get('token');
  let told = '';
  if (code) {
    const answer = await ask('token', { code });
    if (answer.token) token = answer.token;
    else told = answer.text ?? 'The code was not accepted.';
  }
  const status = token && (await ask('check', { kind: 'none' })).status;
  if (status === 401 || status === 403) token = null;
  kept.set('token', token);
  return told;
}

// What the program knows of the page in the frame.
export async function refresh(path = desk.path) {
  if (!token || path === null) return desk.state;
  const answer = await ask(`state?page=${encodeURIComponent(path)}`);
  if (path !== (desk.path ?? path)) return desk.state;
  desk.path = path;
  if (answer.status === 200) [desk.state, desk.of] = [answer, path];
  desk.fault = answer.status === 200 ? '' : answer.status === 401 ? 'The preview was started again. Open the address that the terminal shows now.' : answer.text ?? 'The files cannot be read now.';
  return desk.state;
}
export const below = (path) => (path.startsWith(base) ? path.slice(base.length) : path.replace(/^\//, ''));
export const claimOf = (id) => desk.state?.claims.find((claim) => claim.id === id);

// What to say where nothing was written, whatever the reason, and where the answer was lost.
export const refused = ({ status, error, text }) => (status === 401
  ? 'The preview was started again. Open the address that the terminal shows now; what you typed stays here.'
  : status === 0 || status === 500 ? `Nobody knows whether this was saved: ${text || error || 'the preview broke off'}. Look at what is in the files before you save again. What you typed stays here.`
    : `Not saved: ${text || error || `the preview answered ${status}`}. What you typed stays here.`);
