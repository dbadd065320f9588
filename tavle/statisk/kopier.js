// Shows the copy buttons where the browser can copy; without this the address is marked and copied by hand.
for (const knapp of document.querySelectorAll("[data-kopier]")) {
  const felt = document.getElementById(knapp.dataset.kopier);
  felt.addEventListener("focus", () => felt.select());
  if (!navigator.clipboard) continue;
  knapp.hidden = false;
  knapp.addEventListener("click", async () => {
    await navigator.clipboard.writeText(felt.value);
    knapp.textContent = knapp.dataset.kopiert;
  });
}
