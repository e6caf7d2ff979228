// Calls to the API that answer to a public key, and the device id.
// Method names and shapes: mercadopago/sdk-js docs/core-methods.md. None of its code.

const base = new URL(document.currentScript.src).origin;

// Not crypto.randomUUID: that is missing on pages without TLS.
const randomHex = bytes => [...crypto.getRandomValues(new Uint8Array(bytes))].map(b => b.toString(16).padStart(2, '0')).join('');
const deviceId = () => (window.MP_DEVICE_SESSION_ID ??= 'armor.' + randomHex(32));

const call = async (publicKey, path, { query = {}, body } = {}) => {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries({ ...query, public_key: publicKey })) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, value);
  }
  // JSON goes as text/plain, as the browser SDK sends it, which needs no preflight.
  const answer = await fetch(url, body === undefined ? {} : {
    method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: JSON.stringify(body) });
  const json = await answer.json().catch(() => ({ message: 'empty answer', status: answer.status, cause: [] }));
  if (!answer.ok) throw json;
  return json;
};

const digits = text => String(text ?? '').replace(/\D/g, '');
const fullYear = text => { const year = digits(text); return year ? Number(year.length === 2 ? '20' + year : year) : undefined; };
const asNumber = text => (digits(text) ? Number(digits(text)) : undefined);

/** The body of `POST /v1/card_tokens` for what a page or the secure fields know. */
const tokenBody = card => {
  const device = { meli: { session_id: deviceId() } };
  if (card.cardId) return { card_id: card.cardId, security_code: card.securityCode, device };
  const identification = card.identificationType || card.identificationNumber
    ? { type: card.identificationType, number: card.identificationNumber } : undefined;
  return {
    card_number: digits(card.cardNumber) || undefined,
    expiration_month: asNumber(card.cardExpirationMonth),
    expiration_year: fullYear(card.cardExpirationYear),
    security_code: card.securityCode || undefined,
    cardholder: { name: card.cardholderName, identification },
    device,
  };
};

const api = publicKey => ({
  getIdentificationTypes: () => call(publicKey, '/v1/identification_types'),
  getPaymentMethods: ({ bin, processingMode } = {}) =>
    call(publicKey, '/v1/payment_methods/search', { query: { bins: digits(bin).slice(0, 8), processing_mode: processingMode, marketplace: 'NONE', status: 'active' } }),
  getIssuers: ({ paymentMethodId, bin } = {}) =>
    call(publicKey, '/v1/payment_methods/card_issuers', { query: { payment_method_id: paymentMethodId, bin: digits(bin).slice(0, 8) } }),
  getInstallments: ({ amount, bin, paymentMethodId, issuerId, locale, processingMode, paymentTypeId } = {}) =>
    call(publicKey, '/v1/payment_methods/installments', { query: { amount, bin: digits(bin).slice(0, 8), payment_method_id: paymentMethodId, 'issuer.id': issuerId,
      locale, processing_mode: processingMode, payment_type_id: paymentTypeId } }),
  createCardToken: card => call(publicKey, '/v1/card_tokens', { body: tokenBody(card) }),
});

const element = (tag, attributes = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
};
const byId = id => document.getElementById(String(id).replace(/^#/, ''));
const option = (value, text) => element('option', { value, textContent: text });
