// Texts that try to become markup, with a dictionary that has such names.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const ATTACKS = ["<script>window.harmed=1</script>", "\"><img src=x onerror=\"window.harmed=1\">", "</style><h1>harm</h1>", "</script><script>window.harmed=1</script>", "<!--", "&lt;b&gt; &amp;", "\u202eКиїв\u202c", "{{ 7 * 7 }}", "${7*7}", "javascript:alert(1)"];

/** Writes a folder of hostile texts and a dictionary; where they are. */
export function hostile(folder) {
  const texts = join(folder, "texts");
  mkdirSync(texts, { recursive: true });
  ATTACKS.forEach((attack, i) => writeFileSync(join(texts, `2026-0${1 + (i % 9)}-1${i % 10}_${i}.txt`), `Львів ${attack} і Київ.\n\nУ Львові ${attack} був Тарас Шевченко.`));
  writeFileSync(join(texts, "2026-11-01_<img src=x onerror=alert(1)>.txt"), "ТОВ «<b>Обрій</b>» і Злий<script>Дім</script> у Києві.");
  const dictionary = join(folder, "evil.csv");
  const quoted = (cell) => `"${cell.replaceAll("\"", "\"\"")}"`;
  writeFileSync(dictionary, "name,type,id,lang,inflect,wikidata\n" + [
    ["Львів", "<svg onload=1>", "x/\"><script>window.harmed=1</script>", "uk", "auto", "javascript:alert(1)"],
    ["Злий<script>Дім</script>", "ORG", "org/</script><script>window.harmed=1</script>", "uk", "no", "\"><img src=x onerror=alert(1)>"],
  ].map((row) => row.map(quoted).join(",")).join("\n") + "\n");
  return { texts, dictionary };
}
