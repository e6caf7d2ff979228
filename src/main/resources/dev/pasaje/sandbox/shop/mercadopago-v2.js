// Stand-in for a copy of MercadoPago.js that a shop serves itself: only the name and the hosts.
(function () {
  const hosts = ['https://api.mercadopago.com', 'https://secure-fields.mercadopago.com'];
  window.MercadoPago = class MercadoPago {
    constructor(publicKey, options) {
      this.publicKey = publicKey;
      this.options = options || {};
      this.hosts = hosts;
    }
  };
})();
