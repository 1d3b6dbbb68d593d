// The wall's own search; webapp/wall_search.py finds by the same rules.
const ROMAN = { ii: "2", iii: "3", iv: "4", vi: "6", vii: "7", viii: "8", ix: "9" };
const JOINED = /([\p{L}\p{N}_])[-·](?=[\p{L}\p{N}_])/gu;

// Lower case without accents or punctuation.
const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’.]/g, "")
    .replace(/[^\p{L}\p{N}_]+/gu, " ")
    .trim();

const split = (text) => text.split(" ").filter(Boolean);
const words = (texts) =>
  texts.flatMap((text) => [text, ...(text.search(JOINED) < 0 ? [] : [text.replace(JOINED, "$1")])])
    .flatMap((text) => split(fold(text)));

// What is searched of a film: words of its title, its year with the decade, words of its genres.
export const searchKey = (title, year, genres) => {
  const named = words([title]);
  named.push(...named.map((word) => ROMAN[word]).filter(Boolean));
  const decade = Math.floor(year / 10);
  const years = year ? [String(year), `${decade}0s`, `${decade % 10}0s`] : [];
  return [named, years, words(genres)].map((part) => part.join(" ")).join("|");
};

const begins = (start, all) => all.some((word) => word.startsWith(start));

// Whether every word that was typed begins a word of a film's search key.
export const matches = (key, query) => {
  const [titles, years, genres] = key.split("|").map(split);
  const found = (word) =>
    /^[0-9]{1,2}$/.test(word)
      ? titles.includes(word)
      : begins(word, titles) ||
        begins(word, years.slice(0, 1)) ||
        years.slice(1).includes(word) ||
        (word.length >= 3 && begins(word, genres));
  return query.split(/\s+/).every((typed) => {
    const parts = split(fold(typed));
    return (parts.length > 1 && found(parts.join(""))) || parts.every(found);
  });
};
