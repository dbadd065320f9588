// What `node-ical` reads in calendars, by the name of each file. Its days are at midnight where the process is: UTC.
import { basename } from "node:path";
import ical from "node-ical";

const tid = (verdi) => {
  const iso = verdi.toISOString();
  return verdi.dateOnly ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`;
};
const verdi = (felt) => (typeof felt === "object" ? felt.val : felt);

const les = (sti) =>
  Object.values(ical.sync.parseFile(sti))
    .filter((del) => del.type === "VEVENT")
    .map((en) => ({
      uid: en.uid,
      start: tid(en.start),
      slutt: tid(en.end),
      tittel: verdi(en.summary),
      tekst: verdi(en.description),
      status: en.status,
      sekvens: Number(en.sequence),
      varsler: (en.alarms ?? []).length,
    }));

console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((sti) => [basename(sti), les(sti)]))));
