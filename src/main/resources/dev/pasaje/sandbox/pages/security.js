// Stand-in for /v2/security.js: gives the page a device id. The attribute `output` names a further
// global and fills the input of that id (devsite-docs, "device id" pages; WOO checkout scripts).
const tag = document.currentScript, output = tag?.getAttribute('output');
if (!window.MP_DEVICE_SESSION_ID) {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  window.MP_DEVICE_SESSION_ID = 'armor.' + [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
}
if (output) {
  window[output] = window.MP_DEVICE_SESSION_ID;
  const input = document.getElementById(output);
  if (input && 'value' in input) input.value = window.MP_DEVICE_SESSION_ID;
}
