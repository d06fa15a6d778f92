// Runs before the page is drawn, so that it never shows in the wrong colours or size.
// What a reader chose is in `reading.js`; a damaged note of it is as good as none.
(function (root) {
  root.pl = "";
  try {
    var chosen = JSON.parse(localStorage.getItem("pl-reading"));
    for (var name in chosen) root[name] = chosen[name];
  } catch (error) {}
})(document.documentElement.dataset);
