/** Ids of the demo's products that look good together on the page, in their order. */
export const demoShowcase: readonly string[] = [
  "caftan-lalla",
  "robe-lina",
  "sac-bandouliere-sirine",
  "sandales-cuir-dakhla",
  "huile-argan-cosmetique",
  "parfum-oud-royal",
  "tapis-kilim-taznakht",
  "lanterne-laiton-fes",
];
