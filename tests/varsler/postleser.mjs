// What postal-mime, which no one here wrote, reads in each file: the mail as JSON.
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";

const lest = await Promise.all(process.argv.slice(2).map((fil) => PostalMime.parse(readFileSync(fil))));
const tekst = new TextDecoder();
console.log(
  JSON.stringify(
    lest.map((m) => ({
      ...m,
      attachments: m.attachments.map((v) => ({ ...v, content: typeof v.content === "string" ? v.content : tekst.decode(v.content) })),
    })),
  ),
);
