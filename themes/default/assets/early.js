// Every page waits for this: see reading.js, and search.css for what was asked.
(function (root, own) {
  root.pl = "";
  if (/[?&]q=[^&]/.test(location.search)) root.asked = "";
  try {
    var chosen = JSON.parse(localStorage.getItem("pl-reading"));
    for (var name in chosen) root[name] = chosen[name];
    if (chosen) document.write('<link rel="stylesheet" href="' + own.dataset.css + '">');
  } catch (error) {}
})(document.documentElement.dataset, document.currentScript);
