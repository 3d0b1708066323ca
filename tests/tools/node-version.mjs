// Says in one line what is wrong with the Node in use, and ends with 1; silent when it will do.
// First step of `npm start` and `npm test`, so it keeps to syntax that old releases can read.
import fs from 'fs';

var version = process.argv[2] || process.versions.node;
var wanted = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node;

function parts(text) {
  return text.split('-')[0].split('.').map(Number);
}

// The two forms that `engines` uses: ^20.19.0 (same major, at least) and >=24.0.0.
function satisfies(range) {
  var least = parts(range.replace(/^(\^|>=)/, ''));
  var have = parts(version);
  if (range[0] === '^' && have[0] !== least[0]) return false;
  for (var i = 0; i < 3; i += 1) {
    if (have[i] !== least[i]) return have[i] > least[i];
  }
  return true;
}

if (!wanted.split(' || ').some(satisfies)) {
  var words = wanted
    .replace(/\^(\d+\.\d+)\.0/g, '$1')
    .replace(/>=(\d+)\.0\.0/, '$1 or newer')
    .replace(/ \|\| /g, ', ');
  console.error(
    'Singlet needs Node ' + words + '; this is Node ' + version + '. Install the long-term release from https://nodejs.org/ and try again.',
  );
  process.exit(1);
}
