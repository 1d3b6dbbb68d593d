// The button that hands the answer's address on: the phone's own sheet, else the clipboard.
import { announce } from "./announce.js";

const share = async (button) => {
  const address = location.href;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share({ title: document.title, url: address }).catch(() => {}); // changed their mind
    return;
  }
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = "Copied";
    announce("The link is copied.");
  } catch {
    button.textContent = "It is in the address bar";
    announce("The link could not be copied; it is in the address bar.");
  }
};

export const start = (button) => {
  button?.addEventListener("click", () => share(button));
};
