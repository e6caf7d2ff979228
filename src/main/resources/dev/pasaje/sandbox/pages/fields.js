// Secure fields: each input lives in a frame of the emulator's own origin, so that the shop's page
// never sees the number. The frames of one form find each other by a channel with the form's name.
// Names, events and causes: mercadopago/sdk-js docs/fields.md.

const FIELD_TYPES = ['cardNumber', 'securityCode', 'expirationMonth', 'expirationYear', 'expirationDate'];

class Field {
  #listeners = {};
  #frame = null;
  constructor(group, type, options, onUnmount) {
    if (!FIELD_TYPES.includes(type)) throw new Error(`fields.create: unknown type ${type}`);
    Object.assign(this, { group, type, options, onUnmount, id: randomHex(8) });
    this.onMessage = event => {
      const data = event.data;
      if (event.origin !== base || event.source !== this.#frame?.contentWindow || data?.field !== this.type) return;
      if (data.answerTo) { this.waiting?.[data.answerTo]?.(data); return; }
      for (const listener of this.#listeners[data.event] ?? []) listener(data.detail);
    };
  }
  on(event, listener) { (this.#listeners[event] ??= []).push(listener); return this; }
  mount(container) {
    const url = new URL('/secure-fields/v2/field', base);
    const { placeholder = '', style = {}, srLabel = '', ariaRequired, mode = '', enableLuhnValidation } = this.options;
    const setup = { type: this.type, group: this.group, placeholder, style, srLabel, ariaRequired, mode, enableLuhnValidation, origin: location.origin };
    url.hash = encodeURIComponent(JSON.stringify(setup));
    this.#frame = element('iframe', { src: url.href, name: this.type, title: srLabel || this.type });
    this.#frame.style.cssText = 'border:0;width:100%;height:100%;display:block';
    addEventListener('message', this.onMessage);
    byId(container).replaceChildren(this.#frame);
    return this;
  }
  unmount() {
    removeEventListener('message', this.onMessage);
    this.#frame?.remove();
    this.#frame = null;
    this.onUnmount?.(this);
  }
  update(properties) { this.tell({ order: 'update', properties }); return this; }
  focus() { this.tell({ order: 'focus' }); }
  blur() { this.tell({ order: 'blur' }); }
  tell(message) { this.#frame?.contentWindow?.postMessage({ group: this.group, ...message }, base); }
  /** Asks the frame for something and waits for its answer. */
  ask(message) {
    const answerTo = randomHex(8);
    return new Promise((resolve, reject) => {
      (this.waiting ??= {})[answerTo] = data => {
        delete this.waiting[answerTo];
        if (data.error) reject(data.error); else resolve(data.result);
      };
      this.tell({ ...message, answerTo });
    });
  }
}

const fieldsModule = publicKey => {
  const group = randomHex(8), mounted = new Set();
  const first = () => {
    if (!mounted.size) throw new Error('fields: no field is mounted');
    return [...mounted][0];
  };
  return {
    create(type, options = {}) {
      if ([...mounted].some(f => f.type === type)) throw new Error(`fields.create: ${type} exists`);
      const field = new Field(group, type, options, f => mounted.delete(f));
      mounted.add(field);
      return field;
    },
    createCardToken: nonPci => first().ask({ order: 'token', publicKey, nonPci: { ...nonPci }, session: deviceId(), others: mounted.size - 1 }),
    updateCardToken: token => first().ask({ order: 'token', publicKey, nonPci: { replaces: token }, session: deviceId(), others: mounted.size - 1 }),
    focus: () => first().focus(),
    blur: () => first().blur(),
  };
};
