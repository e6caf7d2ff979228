// Bricks in their plainest form: the documented inputs and callbacks, none of the looks.
// mercadopago/sdk-js docs/bricks/*.md and checkout-pro.md.

const STYLE = '.pasaje-brick{display:grid;gap:.75rem;font:16px/1.4 system-ui,sans-serif;max-width:28rem;padding:1rem;border:1px solid #cbd5e1;border-radius:.75rem;color:#0f172a}'
  + '.pasaje-brick label{display:grid;gap:.25rem;font-size:.875rem}.pasaje-brick input,.pasaje-brick select,.pasaje-brick .box{height:2.5rem;padding:0 .6rem;border:1px solid #94a3b8;'
  + 'border-radius:.5rem;font:inherit;width:100%;box-sizing:border-box;background:#fff}.pasaje-brick button{height:3rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff;font:inherit;'
  + 'font-weight:600;cursor:pointer}.pasaje-brick .two{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}.pasaje-brick [role=alert]{color:#b91c1c;margin:0}';

const labelled = (text, node) => element('label', {}, text, node);
const box = () => element('div', { id: 'pasaje-' + randomHex(8), className: 'box' });

const walletBrick = (root, { initialization = {}, callbacks = {} }) => {
  const button = element('button', { type: 'button', textContent: 'Pagar con Mercado Pago' });
  button.addEventListener('click', async () => {
    const preferenceId = initialization.preferenceId ?? await callbacks.onSubmit?.();
    const url = `${base}/checkout/v1/redirect?pref_id=${encodeURIComponent(preferenceId)}`;
    if (initialization.redirectMode === 'blank') open(url, '_blank'); else location.assign(url);
  });
  root.append(button);
};

const cardBrick = (mp, root, { initialization = {}, callbacks = {} }, submit) => {
  const amount = String(initialization.amount), prefix = 'pasaje-' + randomHex(8);
  const id = name => `${prefix}-${name}`, alert = element('p', { role: 'alert', hidden: true });
  const part = (name, tag, more = {}) => element(tag, { id: id(name), ...(tag === 'div' ? { className: 'box' } : {}), ...more });
  const form = element('form', { id: id('form'), className: 'pasaje-card' });
  form.style.cssText = 'display:grid;gap:.75rem';
  form.append(labelled('Número de tarjeta', part('number', 'div')),
    element('div', { className: 'two' }, labelled('Vencimiento', part('date', 'div')), labelled('Código de seguridad', part('code', 'div'))),
    labelled('Titular', part('holder', 'input', { autocomplete: 'cc-name' })),
    element('div', { className: 'two' }, labelled('Documento', part('docType', 'select')), labelled('Número', part('docNumber', 'input', { value: initialization.payer?.identification?.number ?? '' }))),
    element('div', { className: 'two' }, labelled('Banco', part('issuer', 'select')), labelled('Cuotas', part('plan', 'select'))),
    labelled('E-mail', part('email', 'input', { type: 'email', value: initialization.payer?.email ?? '' })), alert, element('button', { textContent: 'Pagar' }));
  root.append(form);
  const show = error => { alert.hidden = false; alert.textContent = (Array.isArray(error) ? error : [error]).map(e => e?.message ?? String(e)).join(' · '); };
  const map = name => ({ id: id(name) });
  const cardForm = mp.cardForm({ amount, iframe: true,
    form: { id: id('form'), cardNumber: { ...map('number'), placeholder: '0000 0000 0000 0000' }, expirationDate: { ...map('date'), placeholder: 'MM/AA' },
      securityCode: { ...map('code'), placeholder: '123' }, cardholderName: map('holder'), identificationType: map('docType'), identificationNumber: map('docNumber'),
      issuer: map('issuer'), installments: map('plan'), cardholderEmail: map('email') },
    callbacks: {
      onFormMounted: error => { if (error) callbacks.onError?.({ type: 'critical', message: error[0].message, cause: 'fields_setup_failed' }); },
      onReady: () => callbacks.onReady?.(),
      onBinChange: bin => callbacks.onBinChange?.(bin),
      onError: error => { show(error); callbacks.onError?.({ type: 'non_critical', message: error[0]?.message, cause: 'card_token_creation_failed' }); },
      onSubmit: event => {
        event.preventDefault();
        const d = cardForm.getCardFormData();
        const data = { token: d.token, issuer_id: d.issuerId, payment_method_id: d.paymentMethodId, transaction_amount: Number(amount), installments: Number(d.installments || 1),
          payer: { email: d.cardholderEmail, ...(d.identificationNumber && { identification: { type: d.identificationType, number: d.identificationNumber } }) } };
        Promise.resolve(submit(data)).catch(show);
      },
    } });
  return () => cardForm.unmount();
};

/** The Payment Brick: a choice of cards, the site's other methods, and the wallet. */
const paymentBrick = async (mp, root, settings) => {
  const { customization = {}, initialization = {}, callbacks = {} } = settings, wanted = customization.paymentMethods ?? { creditCard: 'all' };
  const list = await call(mp.publicKey, '/v1/payment_methods').catch(() => []);
  const offline = { ticket: ['ticket'], atm: ['atm'], bankTransfer: ['bank_transfer'] };
  const choices = [['card', 'Tarjeta'], ...Object.entries(offline).filter(([key]) => wanted[key]).flatMap(([, types]) => list.filter(m => types.includes(m.payment_type_id)).map(m => [m.id, m.name]))];
  if (wanted.mercadoPago && initialization.preferenceId) choices.push(['wallet', 'Mercado Pago']);
  const panel = element('div'), select = element('select', {}, ...choices.map(([id, name]) => option(id, name)));
  let close = () => {};
  const draw = () => {
    close();
    close = () => {};
    panel.replaceChildren();
    if (select.value === 'card') close = cardBrick(mp, panel, { ...settings, callbacks: {} }, formData => callbacks.onSubmit?.({ selectedPaymentMethod: 'credit_card', paymentType: 'credit_card', formData }));
    else if (select.value === 'wallet') walletBrick(panel, settings);
    else panel.append(offlineForm(list.find(m => m.id === select.value), initialization, callbacks));
  };
  select.addEventListener('change', draw);
  root.append(labelled('Medio de pago', select), panel);
  draw();
  callbacks.onReady?.();
  return () => close();
};
const offlineForm = (method, initialization, callbacks) => {
  const email = element('input', { type: 'email', required: true, value: initialization.payer?.email ?? '' });
  const form = element('form', {}, labelled('E-mail', email), element('button', { textContent: 'Pagar' }));
  form.style.cssText = 'display:grid;gap:.75rem';
  form.addEventListener('submit', event => {
    event.preventDefault();
    callbacks.onSubmit?.({ selectedPaymentMethod: method.payment_type_id, paymentType: method.payment_type_id,
      formData: { payment_method_id: method.id, transaction_amount: Number(initialization.amount), payer: { ...initialization.payer, email: email.value } } });
  });
  return form;
};

const bricksModule = mp => ({
  isInitialized: () => true,
  async create(brick, target, settings = {}) {
    const container = byId(target);
    if (!container) throw new Error(`bricks: no container ${target}`);
    const root = element('div', { className: 'pasaje-brick' });
    container.replaceChildren(element('style', { textContent: STYLE }), root);
    const { callbacks = {}, initialization = {} } = settings;
    let close = () => {};
    if (brick === 'wallet') walletBrick(root, settings);
    else if (brick === 'cardPayment') close = cardBrick(mp, root, settings, data => callbacks.onSubmit?.(data, { bin: undefined, lastFourDigits: undefined }));
    else if (brick === 'payment') close = await paymentBrick(mp, root, settings);
    else if (brick === 'statusScreen') root.append(element('p', { textContent: `Pago ${initialization.paymentId}` }));
    else throw new Error(`bricks: ${brick} is not in the stand-in`);
    if (['wallet', 'statusScreen'].includes(brick)) callbacks.onReady?.();
    return { unmount: () => { close(); container.replaceChildren(); }, update: () => true };
  },
});
