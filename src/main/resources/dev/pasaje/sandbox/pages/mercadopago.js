// The global `MercadoPago`.

class MercadoPago {
  constructor(publicKey, options = {}) {
    if (!publicKey) throw new Error('MercadoPago: a public key is required');
    this.publicKey = publicKey;
    this.options = options;
    Object.assign(this, api(publicKey));
    this.fields = fieldsModule(publicKey);
    // advancedFraudPrevention (on unless told otherwise) is what sets the device id.
    if (options.advancedFraudPrevention !== false) deviceId();
  }
  cardForm(options) { return new CardForm(this, options); }
  bricks() { return bricksModule(this); }
  checkout({ preference, render, autoOpen } = {}) {
    const url = `${base}/checkout/v1/redirect?pref_id=${encodeURIComponent(preference?.id ?? '')}`;
    const openPage = () => location.assign(url);
    if (render?.container) {
      const button = element('button', { type: 'button', className: 'mercadopago-button', textContent: render.label ?? 'Pagar' });
      button.addEventListener('click', openPage);
      document.querySelector(render.container)?.replaceChildren(button);
    }
    if (autoOpen) openPage();
    return { open: openPage, render: () => {} };
  }
}
window.MercadoPago = MercadoPago;
