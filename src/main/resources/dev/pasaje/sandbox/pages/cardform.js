// The card form: wires the inputs of a shop's own form to the calls above.
// Options and callbacks: mercadopago/sdk-js docs/card-form.md.

const PCI = { cardNumber: 'cardNumber', securityCode: 'securityCode', expirationDate: 'expirationDate', expirationMonth: 'expirationMonth', expirationYear: 'expirationYear' };

class CardForm {
  #mp; #options; #callbacks; #fields = {}; #method = null; #token = ''; #submitListener;
  constructor(mp, options) {
    if (!options?.amount || !options.form?.id || !options.callbacks?.onFormMounted) throw new Error('cardForm: amount, form.id and callbacks.onFormMounted are required');
    [this.#mp, this.#options, this.#callbacks] = [mp, options, options.callbacks];
    if (options.autoMount !== false) this.mount();
  }
  #input(name) { const map = this.#options.form[name]; return map && byId(map.id); }
  #value(name) { return this.#input(name)?.value?.trim() ?? ''; }
  async #fetching(resource, call, callback) {
    const done = this.#callbacks.onFetching?.(resource);
    try {
      const data = await call();
      this.#callbacks[callback]?.(undefined, data);
      return data;
    } catch (error) {
      const list = Array.isArray(error?.cause) && error.cause.length ? error.cause.map(c => ({ code: c.code, message: c.description })) : [{ message: error?.message ?? String(error) }];
      this.#callbacks[callback]?.(list);
      this.#callbacks.onError?.(list);
      return undefined;
    } finally { if (typeof done === 'function') done(); }
  }
  mount() {
    const { form, iframe } = this.#options, node = byId(form.id);
    if (!node) { this.#callbacks.onFormMounted([{ message: `no form ${form.id}` }]); return; }
    for (const [name, map] of Object.entries(form)) {
      if (name === 'id') continue;
      const target = byId(map.id);
      if (!target) { this.#callbacks.onFormMounted([{ message: `no element ${map.id}` }]); return; }
      if (iframe && PCI[name]) {
        this.#fields[name] = this.#mp.fields.create(name, map).mount(map.id);
        this.#fields[name].on('validityChange', e => this.#callbacks.onValidityChange?.(e.errorMessages.length ? e.errorMessages : undefined, name));
      } else if (map.placeholder) {
        if (target.tagName === 'SELECT') target.replaceChildren(option('', map.placeholder)); else target.placeholder = map.placeholder;
      }
    }
    const bin = text => {
      this.#callbacks.onBinChange?.(text ?? '');
      if (text) this.#chooseMethod(text); else this.#clear();
    };
    if (iframe) this.#fields.cardNumber?.on('binChange', e => bin(e.bin));
    else this.#input('cardNumber')?.addEventListener('input', this.#onNumber(bin));
    this.#submitListener = event => { event.preventDefault(); this.submit(); };
    node.addEventListener('submit', this.#submitListener);
    this.#callbacks.onFormMounted();
    this.#documents();
  }
  #onNumber(bin) {
    let last = null;
    return event => {
      const now = digits(event.target.value).length >= 8 ? digits(event.target.value).slice(0, 8) : null;
      if (now !== last) bin(last = now);
    };
  }
  async #documents() {
    const types = await this.#fetching('identificationTypes', () => this.#mp.getIdentificationTypes(), 'onIdentificationTypesReceived');
    this.#input('identificationType')?.replaceChildren(...(types ?? []).map(t => option(t.id, t.name)));
    this.#callbacks.onReady?.();
  }
  #clear() {
    this.#method = null;
    for (const name of ['issuer', 'installments']) this.#input(name)?.replaceChildren(option('', this.#options.form[name].placeholder ?? ''));
  }
  async #chooseMethod(bin) {
    const methods = await this.#fetching('paymentMethods', () => this.#mp.getPaymentMethods({ bin }), 'onPaymentMethodsReceived');
    this.#method = methods?.results?.[0] ?? null;
    if (!this.#method) return;
    const settings = this.#method.settings?.[0];
    if (settings && this.#fields.securityCode) this.#fields.securityCode.update({ settings: settings.security_code });
    if (settings && this.#fields.cardNumber) this.#fields.cardNumber.update({ settings: settings.card_number });
    const issuers = await this.#fetching('issuers', () => this.#mp.getIssuers({ paymentMethodId: this.#method.id, bin }), 'onIssuersReceived');
    this.#input('issuer')?.replaceChildren(...(issuers ?? []).map(i => option(i.id, i.name)));
    const plans = await this.#fetching('installments', () => this.#mp.getInstallments({ amount: this.#options.amount, bin, paymentTypeId: this.#method.payment_type_id }),
      'onInstallmentsReceived');
    this.#input('installments')?.replaceChildren(...(plans?.[0]?.payer_costs ?? []).map(c => option(c.installments, c.recommended_message)));
  }
  createCardToken() {
    const nonPci = { cardholderName: this.#value('cardholderName'), identificationType: this.#value('identificationType'), identificationNumber: this.#value('identificationNumber') };
    const date = this.#value('expirationDate').split('/');
    const make = this.#options.iframe ? () => this.#mp.fields.createCardToken(nonPci) : () => this.#mp.createCardToken({ ...nonPci,
      cardNumber: this.#value('cardNumber'), securityCode: this.#value('securityCode'),
      cardExpirationMonth: this.#value('expirationMonth') || date[0], cardExpirationYear: this.#value('expirationYear') || date[1] });
    return this.#fetching('cardToken', async () => { const token = await make(); return { ...token, token: token.id }; }, 'onCardTokenReceived');
  }
  async submit() {
    const token = await this.createCardToken();
    if (!token) return;
    this.#token = token.id;
    const form = byId(this.#options.form.id), hidden = { MPHiddenInputToken: token.id, MPHiddenInputPaymentMethod: this.#method?.id ?? '', MPHiddenInputProcessingMode: 'aggregator' };
    for (const [name, value] of Object.entries(hidden)) {
      form.querySelector(`input[name=${name}]`)?.remove();
      form.append(element('input', { type: 'hidden', name, value }));
    }
    const event = new Event('submit', { cancelable: true });
    this.#callbacks.onSubmit?.(event);
    if (!event.defaultPrevented) form.submit();
  }
  getCardFormData() {
    return { amount: this.#options.amount, token: this.#token, paymentMethodId: this.#method?.id ?? '', issuerId: this.#value('issuer') || String(this.#method?.issuer?.id ?? ''),
      installments: this.#value('installments'), cardholderEmail: this.#value('cardholderEmail'), identificationType: this.#value('identificationType'),
      identificationNumber: this.#value('identificationNumber'), processingMode: this.#options.processingMode ?? 'aggregator', merchantAccountId: undefined };
  }
  unmount() {
    byId(this.#options.form.id)?.removeEventListener('submit', this.#submitListener);
    Object.values(this.#fields).forEach(f => f.unmount());
    this.#fields = {};
    this.#callbacks.onFormUnmounted?.();
  }
}
