// Lists that this browser alone keeps: movieIds "saved", "seen" and "unwanted", and "rated" pairs.
const key = (name) => `matinee.${name}`;

export const recall = (name) => {
  try {
    const list = JSON.parse(localStorage.getItem(key(name)));
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // nothing may be kept here, or it is not ours
  }
};

// False where the browser keeps nothing.
export const keep = (name, list) => {
  try {
    localStorage.setItem(key(name), JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
};

// Puts a film at the head of a list, or takes it out; whether it is in it now.
export const toggle = (name, id) => {
  const list = recall(name);
  const without = list.filter((other) => other !== id);
  const added = without.length === list.length;
  return keep(name, added ? [id, ...list] : without) && added;
};
