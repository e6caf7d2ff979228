// The inside of one secure field: an input, its checks, and the channel to the other fields of the form.
const setup = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const { type, group, origin } = setup, input = document.querySelector('input');
let settings = {}, lastErrors = '', lastBin = null;
const digits = text => text.replace(/\D/g, '');
const say = (event, detail) => parent.postMessage({ field: type, event, detail: { field: type, ...detail } }, origin);
const camel = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

input.placeholder = setup.placeholder;
input.setAttribute('aria-label', setup.srLabel || type);
if (setup.ariaRequired) input.setAttribute('aria-required', 'true');
input.autocomplete = { cardNumber: 'cc-number', securityCode: 'cc-csc', expirationMonth: 'cc-exp-month', expirationYear: 'cc-exp-year', expirationDate: 'cc-exp' }[type];
for (const [name, value] of Object.entries(setup.style)) if (camel(name) !== 'placeholderColor') input.style[camel(name)] = value;

const luhn = text => [...text].reverse().reduce((sum, c, i) => sum + (i % 2 ? (c * 2 > 9 ? c * 2 - 9 : c * 2) : Number(c)), 0) % 10 === 0;
const errors = () => {
  const text = input.value.trim(), plain = text.replace(/[\s/-]/g, ''), found = [];
  const wrong = (cause, message) => found.push({ cause, message: `${type} ${message}` });
  if (!/^\d*$/.test(plain)) wrong('invalid_type', 'should be a number.');
  else if (type === 'cardNumber') {
    if (plain.length < 9 || plain.length > 18) wrong('invalid_length', "should be of length between '9' and '18'.");
    else if ((setup.enableLuhnValidation || settings.validation === 'standard') && !luhn(plain)) found.push({ cause: 'invalid_value', message: 'card number rejected on Luhn Validation.' });
  } else if (type === 'securityCode') {
    const length = settings.length ?? 3;
    if (plain.length !== length && settings.mode !== 'optional') wrong('invalid_length', `should be of length '${length}'.`);
  } else {
    const { month, year } = expiry();
    if (type !== 'expirationYear' && !(month >= 1 && month <= 12)) wrong('invalid_value', 'should be a value from 1 to 12.');
    if (type !== 'expirationMonth' && ![2, 4].includes(year.length)) wrong('invalid_length', "should be of length '2' or '4'.");
  }
  return found;
};
const expiry = () => {
  const text = input.value.trim();
  if (type === 'expirationMonth') return { month: text, year: '' };
  if (type === 'expirationYear') return { month: '', year: text };
  const [month, year = ''] = text.includes('/') ? text.split('/').map(p => p.trim()) : [digits(text).slice(0, 2), digits(text).slice(2)];
  return { month, year };
};
const mine = () => type === 'cardNumber' ? { cardNumber: digits(input.value) } : type === 'securityCode' ? { securityCode: digits(input.value) }
  : Object.fromEntries(Object.entries({ cardExpirationMonth: expiry().month, cardExpirationYear: expiry().year }).filter(([, v]) => v));

// Every frame of the form answers with its own value; only these frames, of one origin, can hear it.
const channel = new BroadcastChannel(group);
const heard = {};
let asked = 0;
channel.onmessage = ({ data }) => {
  if (data.want) channel.postMessage({ give: data.want, from: type, values: mine(), problems: errors() });
  else heard[data.give]?.(data);
};
const collect = others => new Promise(resolve => {
  const id = `${type} ${++asked}`, values = mine(), problems = errors();
  const done = () => { delete heard[id]; resolve({ values, problems }); };
  let missing = others;
  heard[id] = data => {
    Object.assign(values, data.values);
    problems.push(...data.problems);
    if (--missing === 0) done();
  };
  channel.postMessage({ want: id });
  if (!missing) done();
});
const token = async ({ publicKey, nonPci, session, others }) => {
  const { values, problems } = await collect(others);
  if (problems.length) throw problems;
  const year = values.cardExpirationYear;
  const body = nonPci.cardId ? { card_id: nonPci.cardId, security_code: values.securityCode } : {
    card_number: values.cardNumber, security_code: values.securityCode,
    expiration_month: values.cardExpirationMonth ? Number(values.cardExpirationMonth) : undefined,
    expiration_year: year ? Number(year.length === 2 ? '20' + year : year) : undefined,
    cardholder: { name: nonPci.cardholderName, ...(nonPci.identificationNumber && { identification: { type: nonPci.identificationType, number: nonPci.identificationNumber } }) } };
  const answer = await fetch(`/v1/card_tokens?public_key=${encodeURIComponent(publicKey)}`, { method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
    body: JSON.stringify({ ...body, device: { meli: { session_id: session } } }) });
  const json = await answer.json();
  if (!answer.ok) throw json;
  return json;
};
addEventListener('message', async event => {
  const { group: to, order, properties, answerTo, ...rest } = event.data ?? {};
  if (event.source !== parent || event.origin !== origin || to !== group) return;
  if (order === 'focus') input.focus();
  else if (order === 'blur') input.blur();
  else if (order === 'update') {
    if (properties.placeholder !== undefined) input.placeholder = properties.placeholder;
    if (properties.invalid !== undefined) input.setAttribute('aria-invalid', String(properties.invalid));
    settings = { ...settings, ...properties.settings };
  } else if (order === 'token') {
    try { parent.postMessage({ field: type, answerTo, result: await token(rest) }, origin); } catch (error) {
      parent.postMessage({ field: type, answerTo, error: error instanceof Error ? { message: error.message } : error }, origin);
    }
  }
});
input.addEventListener('focus', () => say('focus'));
input.addEventListener('blur', () => say('blur'));
input.addEventListener('paste', () => say('paste'));
input.addEventListener('input', () => {
  say('change');
  const found = errors(), now = JSON.stringify(found);
  if (now !== lastErrors) { lastErrors = now; say('validityChange', { errorMessages: found }); }
  if (type !== 'cardNumber') return;
  const bin = digits(input.value).length >= 8 ? digits(input.value).slice(0, 8) : null;
  if (bin !== lastBin) { lastBin = bin; say('binChange', { bin }); }
});
say('ready');
