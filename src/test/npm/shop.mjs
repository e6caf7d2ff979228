// SPDX-License-Identifier: Apache-2.0
// A small shop with the official SDK whose code gets better with each level; prints what it made.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { AppConfig } = require('mercadopago/dist/utils/config');
const base = process.env.BASE_URL, level = Number(process.env.LEVEL);
AppConfig.BASE_URL = base;
const { MercadoPagoConfig, Payment, Preference } = require('mercadopago');

const since = n => level >= n;
const item = {
  title: 'Café', quantity: 2, unit_price: 50.25,
  ...(since(5) && { id: 'CAF-250', description: 'Café moído, 250 g', category_id: 'home' }),
};
const common = {
  ...(since(2) && { external_reference: 'pedido-1' }),
  ...(since(3) && { notification_url: 'https://loja.example/mp' }),
  ...(since(6) && { statement_descriptor: 'LOJA' }),
};
const send = async (path, body, make) => {
  if (since(1)) return make();
  const answer = await fetch(base + path, {
    method: 'POST', body: JSON.stringify(body),
    headers: { Authorization: `Bearer ${process.env.ACCESS_TOKEN}`, 'Content-Type': 'application/json', 'X-Idempotency-Key': 'raw' },
  });
  return answer.json();
};
const client = new MercadoPagoConfig({ accessToken: process.env.ACCESS_TOKEN });

let made;
if (process.env.CHECKOUT === 'pro') {
  const body = {
    ...common, items: [item],
    ...(since(4) && { payer: { email: 'ana@example.com', name: 'Ana', surname: 'Souza' } }),
    ...(since(7) && { back_urls: { success: 'https://loja.example/ok', pending: 'https://loja.example/espera', failure: 'https://loja.example/erro' } }),
  };
  made = await send('/checkout/preferences', body, () => new Preference(client).create({ body }));
} else {
  const card = await fetch(`${base}/v1/card_tokens?public_key=${process.env.PUBLIC_KEY}`, { method: 'POST', body: JSON.stringify({
    card_number: '5031433215406351', expiration_month: 11, expiration_year: 2030, security_code: '123',
    cardholder: { name: 'APRO', identification: { type: 'CPF', number: '12345678909' } } }) });
  const body = {
    ...common, transaction_amount: 100.5, token: (await card.json()).id, installments: 1, payment_method_id: 'master',
    payer: { email: 'test_user_9@testuser.com', ...(since(4) && { first_name: 'Ana', last_name: 'Souza' }) },
    additional_info: { items: [item] },
    ...(since(7) && { issuer_id: '24' }),
  };
  const requestOptions = since(8) ? { meliSessionId: 'armor.0000' } : undefined;
  made = await send('/v1/payments', body, () => new Payment(client).create({ body, requestOptions }));
}
console.log(made.id ?? JSON.stringify(made));
