// Every page waits for this: see reading.js.
(function (root, own) {
  root.pl = "";
  try {
    var chosen = JSON.parse(localStorage.getItem("pl-reading"));
    for (var name in chosen) root[name] = chosen[name];
    if (chosen) document.write('<link rel="stylesheet" href="' + own.dataset.css + '">');
  } catch (error) {}
})(document.documentElement.dataset, document.currentScript);
