// What `ical.js` (Thunderbird's own parser) reads in calendars, by the name of each file.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import ICAL from "ical.js";

const tid = (verdi) => (verdi.isDate ? verdi.toString() : `${verdi.toJSDate().toISOString().slice(0, 19)}Z`);

function les(sti) {
  const kalender = new ICAL.Component(ICAL.parse(readFileSync(sti, "utf8")));
  ICAL.TimezoneService.reset();
  for (const sone of kalender.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(sone));
  }
  return kalender.getAllSubcomponents("vevent").map((del) => {
    const en = new ICAL.Event(del);
    if (!en.startDate.isDate && en.startDate.zone.tzid === "floating") throw new Error(`a floating time: ${en.startDate}`);
    return {
      uid: en.uid,
      start: tid(en.startDate),
      slutt: tid(en.endDate),
      tittel: en.summary,
      tekst: en.description,
      status: del.getFirstPropertyValue("status"),
      sekvens: en.sequence,
      varsler: del.getAllSubcomponents("valarm").length,
    };
  });
}

console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((sti) => [basename(sti), les(sti)]))));
