// Loads the program. A file of its own, so that a strict Content-Security-Policy lets it run; the names of the program's
// files, which change with each build, stand on the script's own element.
const { script, program } = document.getElementById('start').dataset;
const address = (file) => new URL(file, document.baseURI).href;
const { default: load } = await import(address(script));
await load({ module_or_path: address(program) });
