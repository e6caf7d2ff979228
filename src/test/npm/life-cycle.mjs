// SPDX-License-Identifier: Apache-2.0
// A merchant's life-cycle with the official SDK, unchanged but for the address its calls go to.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { AppConfig } = require('mercadopago/dist/utils/config');
AppConfig.BASE_URL = process.env.BASE_URL;
const { MercadoPagoConfig, CardToken, Customer, CustomerCard, MerchantOrder, Order, Payment, PaymentRefund, PreApproval, PreApprovalPlan, Preference } = require('mercadopago');

const client = new MercadoPagoConfig({ accessToken: process.env.ACCESS_TOKEN });
const email = 'test_user_12@testuser.com', amount = 100.5;
const token = async holder => {
  const answer = await fetch(`${process.env.BASE_URL}/v1/card_tokens?public_key=${process.env.PUBLIC_KEY}`, { method: 'POST', body: JSON.stringify({
    card_number: '5031433215406351', expiration_month: 11, expiration_year: 2030, security_code: '123',
    cardholder: { name: holder, identification: { type: 'CPF', number: '12345678909' } } }) });
  return (await answer.json()).id;
};

// payments and refunds
const payments = new Payment(client), refunds = new PaymentRefund(client);
const body = { transaction_amount: amount, token: await token('APRO'), installments: 1, payment_method_id: 'master', external_reference: 'node-sdk', payer: { email } };
// A key given to one call stays in the client's options and goes with every later one (SDK 3.6.1), hence a client of its own.
const once = new Payment(new MercadoPagoConfig({ accessToken: process.env.ACCESS_TOKEN }));
const paid = await once.create({ body, requestOptions: { idempotencyKey: 'node-sdk-1' } });
assert.equal(paid.status, 'approved');
assert.equal((await once.create({ body, requestOptions: { idempotencyKey: 'node-sdk-1' } })).id, paid.id);
assert.equal((await payments.get({ id: paid.id })).transaction_amount, amount);
assert.equal((await payments.search({ options: { external_reference: 'node-sdk' } })).results.length, 1);
assert.equal((await refunds.create({ payment_id: paid.id, body: { amount: 20 } })).amount, 20);
assert.equal((await refunds.total({ payment_id: paid.id })).amount, 80.5);
assert.equal((await payments.get({ id: paid.id })).status, 'refunded');
const held = await payments.create({ body: { ...body, token: await token('APRO'), capture: false } });
assert.equal((await payments.capture({ id: held.id })).status, 'approved');
const pix = await payments.create({ body: { transaction_amount: 10, payment_method_id: 'pix', payer: { email } } });
assert.equal((await payments.cancel({ id: pix.id })).status, 'cancelled');

// preferences and merchant orders
const preferences = new Preference(client);
const preference = await preferences.create({ body: { items: [{ id: '1', title: 'Café', quantity: 2, unit_price: amount }], external_reference: 'node-sdk' } });
assert.equal((await preferences.get({ preferenceId: preference.id })).items[0].title, 'Café');
assert.equal((await preferences.search({ options: { external_reference: 'node-sdk' } })).elements[0].id, preference.id);
const merchantOrders = new MerchantOrder(client);
const merchantOrder = await merchantOrders.create({ body: { preference_id: preference.id } });
assert.equal((await merchantOrders.get({ merchantOrderId: merchantOrder.id })).total_amount, 201);

// orders
const orders = new Order(client);
const order = async (holder, extra) => orders.create({ body: { type: 'online', processing_mode: 'automatic', total_amount: '100.50', external_reference: 'node-sdk', payer: { email },
  transactions: { payments: [{ amount: '100.50', payment_method: { id: 'master', type: 'credit_card', token: await token(holder), installments: 1 } }] }, ...extra } });
const processed = await order('APRO');
assert.equal(processed.status, 'processed');
const cancelled = await orders.cancel({ id: processed.id });
assert.deepEqual([cancelled.status, cancelled.transactions.payments[0].status_detail], ['canceled', 'canceled_transaction']);
assert.equal((await orders.capture({ id: (await order('APRO', { capture_mode: 'manual' })).id })).status, 'processed');
const second = await order('APRO');
const part = await orders.refund({ id: second.id, body: { transactions: [{ id: second.transactions.payments[0].id, amount: '25.00' }] } });
assert.deepEqual([part.status_detail, part.transactions.refunds[0].amount], ['partially_refunded', '25.00']);
assert.equal((await orders.refund({ id: second.id })).status, 'refunded');
await assert.rejects(order('FUND'), error => error.status === 402 || error.statusCode === 402 || /402|failed/i.test(JSON.stringify(error)));
const manual = await orders.create({ body: { type: 'online', processing_mode: 'manual', total_amount: '10.00', external_reference: 'node-sdk', payer: { email } } });
const added = await orders.createTransaction({ id: manual.id, body: { payments: [{ amount: '10.00', payment_method: { id: 'pix', type: 'bank_transfer' } }] } });
assert.equal((await orders.deleteTransaction({ id: manual.id, transactionId: added.payments[0].id })).api_response.status, 204);

// customers and cards
const customers = new Customer(client), cards = new CustomerCard(client);
const customer = await customers.create({ body: { email: 'test_user_node@testuser.com', first_name: 'Ana' } });
const card = await cards.create({ customerId: customer.id, body: { token: await token('APRO') } });
assert.equal((await cards.list({ customerId: customer.id }))[0].id, card.id);
const again = await new CardToken(client).create({ body: { card_id: card.id, security_code: '123', customer_id: customer.id } });
const saved = await payments.create({ body: { ...body, token: again.id, payer: { type: 'customer', id: customer.id } } });
assert.equal(saved.card.id, card.id);
assert.equal((await customers.remove({ customerId: customer.id })).status, 'deactive');

// subscriptions
const auto_recurring = { frequency: 1, frequency_type: 'months', transaction_amount: amount, currency_id: 'BRL' }, back_url = 'https://shop.example/club';
const plan = await new PreApprovalPlan(client).create({ body: { reason: 'Club', auto_recurring, back_url } });
assert.equal(plan.status, 'active');
const subscriptions = new PreApproval(client);
const subscription = await subscriptions.create({ body: { reason: 'Club', payer_email: email, auto_recurring, back_url, status: 'pending' } });
assert.equal((await subscriptions.update({ id: subscription.id, body: { status: 'cancelled' } })).status, 'cancelled');
console.log('life-cycle complete');
