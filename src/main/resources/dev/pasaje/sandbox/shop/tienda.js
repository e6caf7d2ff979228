// Prepara MercadoPago.js con la clave pública de la tienda.
const tienda = document.currentScript;
if (window.MercadoPago) {
  window.tienda = new window.MercadoPago(tienda.dataset.publicKey, { locale: 'es-AR' });
}
