// The site works without any of this. With it, picks toggle at once and pages change in place.
import { start as startNavigation } from "./navigation.js";
import { start as startWall } from "./wall.js";
import { start as startShare } from "./share.js";
import { start as startTabs } from "./tabs.js";
import { start as startRows } from "./rows.js";
import { start as startDesk } from "./desk.js";
import { start as startSaved } from "./saved.js";
import "./keys.js";
import { register, start as startOffline } from "./offline.js";

const startPage = () => {
  startWall(document.querySelector('[data-page="wall"]'));
  startShare(document.querySelector(".share"));
  startTabs();
  startRows();
  startDesk(document.querySelector('[data-page="more"]'));
  startSaved(document.querySelector('[data-page="saved"]'));
  startOffline();
};

startNavigation(startPage);
startPage();
register();
