// Says something to those who listen to the page instead of looking at it.
export const announce = (sentence) => {
  document.getElementById("announcer").textContent = sentence;
};
