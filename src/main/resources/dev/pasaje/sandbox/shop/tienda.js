// Prepara MercadoPago.js con la clave pública de la tienda.
(function () {
  const own = document.currentScript;
  if (window.MercadoPago) {
    window.tienda = new window.MercadoPago(own.dataset.publicKey, { locale: 'es-AR' });
  }
})();
