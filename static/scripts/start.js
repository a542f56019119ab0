// Loads the program. A file of its own, so that a strict Content-Security-Policy lets it run; the names of the program's
// files, which change with each build, stand on the script's own element.
const { script, program } = document.getElementById('start').dataset;
// `trunk serve` builds anew all the time and puts a script of its own into the page: nothing is kept of such a page. Told
// here, because the program empties the page before it looks.
if ([...document.scripts].some((one) => one.textContent.includes('.well-known/trunk/ws'))) document.documentElement.dataset.served = '';
const address = (file) => new URL(file, document.baseURI).href;
const { default: load } = await import(address(script));
await load({ module_or_path: address(program) });
