/** The glossary of docs and of words for people: what is said instead of what. A term is a pattern and its replacement. */
const terms = require('./scripts/prose/glossary.json');

module.exports = {
  rules: { terminology: { defaultTerms: false, skip: ['BlockQuote', 'Code', 'CodeBlock', 'Link'], terms } },
};
