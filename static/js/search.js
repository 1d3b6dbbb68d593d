// Lower case without accents or punctuation; webapp/run_view.py folds the films the same way.
export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’.]/g, "")
    .replace(/[^\p{L}\p{N}_]+/gu, " ")
    .trim();

// Whether a film's search key holds every word of a folded query.
export const matches = (key, query) => query.split(" ").every((word) => key.includes(word));
