// The outbox page: lists what came in, newest first, and shows one message. Everything of a message is put in as text;
// its HTML only ever goes into the sandboxed frame.
const $ = (id) => document.getElementById(id);
let messages = [];
let open;

const to = () => $('to').value.trim().toLowerCase();
const time = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const title = ({ subject, text }) => subject ?? text.split('\n')[0];

function showList() {
  const shown = messages.filter((message) => message.to.some((one) => one.toLowerCase().includes(to())));
  $('empty').hidden = shown.length > 0;
  $('list').replaceChildren(...shown.map(row));
}

function row(message) {
  const button = document.createElement('button');
  button.type = 'button';
  if (open?.id === message.id) button.setAttribute('aria-current', 'true');
  for (const [name, text, dir] of [
    ['b', title(message), 'auto'],
    ['span', message.to.join(', '), 'ltr'],
    ['time', `${message.kind === 'sms' ? 'SMS' : 'Mail'} · ${time(message.at)}`, 'ltr'],
  ]) {
    const part = document.createElement(name);
    part.textContent = text;
    part.dir = dir;
    button.append(part);
  }
  button.addEventListener('click', () => show(message));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function show(message) {
  open = message;
  showList();
  $('message').hidden = false;
  $('subject').textContent = title(message);
  $('about').textContent = `${message.from} → ${message.to.join(', ')} · ${new Date(message.at).toLocaleString()}`;
  $('code').hidden = !message.code;
  $('code').textContent = message.code ?? '';
  $('links').replaceChildren(...message.links.filter((link) => /^https?:/.test(link)).map((href) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: href, target: '_blank', rel: 'noopener' });
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  $('text').textContent = message.text;
  $('source').href = `/outbox/${message.id}/source`;
  $('tab-html').hidden = !message.html;
  // Not `src`: going through messages shouldn't fill the browser's history.
  if (message.html) $('frame').contentWindow.location.replace(`/outbox/${message.id}/html`);
  tab(message.html ? 'html' : 'text');
}

function tab(name) {
  $('frame').hidden = name !== 'html';
  $('text').hidden = name !== 'text';
  $('tab-html').setAttribute('aria-selected', String(name === 'html'));
  $('tab-text').setAttribute('aria-selected', String(name === 'text'));
}

/** Asks for what is newer than what we have; the server answers as soon as there is something. */
async function follow() {
  for (;;) {
    try {
      const after = messages[0]?.id ?? 0;
      const { items } = await (await fetch(`/outbox?after=${after}&wait=25`)).json();
      // Emptied meanwhile: ids go on, so nothing comes twice.
      messages = [...items, ...messages.filter(({ id }) => id <= after)];
      if (items.length > 0) showList();
      document.title = messages.length > 0 ? `(${messages.length}) Outbox` : 'Outbox · Amoonis sandbox';
    } catch {
      // The sandbox is away, perhaps only restarting, and then starts counting anew.
      messages = [];
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}

$('tab-html').addEventListener('click', () => tab('html'));
$('tab-text').addEventListener('click', () => tab('text'));
$('search').addEventListener('submit', (event) => event.preventDefault());
$('to').addEventListener('input', showList);
$('clear').addEventListener('click', async () => {
  await fetch('/outbox', { method: 'DELETE' });
  messages = [];
  open = undefined;
  $('message').hidden = true;
  showList();
});
$('to').value = new URLSearchParams(location.search).get('to') ?? '';
showList();
follow();
