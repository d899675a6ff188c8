/** The cities that `locales/<lang>/entities.yaml` knows, by country (ISO 3166). */
const cities: Record<string, string> = {
  MA: "casablanca mohammedia rabat sale temara kenitra marrakech fes meknes tangier tetouan agadir oujda el_jadida safi beni_mellal nador khouribga settat berrechid larache khemisset essaouira ouarzazate errachidia taza al_hoceima chefchaouen ifrane taroudant tiznit laayoune dakhla",
  DZ: "algiers oran constantine annaba setif blida tlemcen bejaia batna",
  TN: "tunis sfax sousse bizerte nabeul monastir gabes hammamet",
  LY: "tripoli benghazi",
  MR: "nouakchott",
  EG: "cairo alexandria giza mansoura",
  SA: "riyadh jeddah mecca medina dammam",
  AE: "dubai abu_dhabi sharjah",
  QA: "doha",
  KW: "kuwait_city",
  BH: "manama",
  OM: "muscat",
  JO: "amman",
  LB: "beirut",
  SY: "damascus",
  IQ: "baghdad",
  PS: "jerusalem ramallah",
  FR: "paris marseille lyon toulouse nice lille bordeaux nantes strasbourg montpellier rennes grenoble",
  BE: "brussels antwerp liege charleroi",
  ES: "madrid barcelona malaga seville valencia",
  CH: "geneva",
  NL: "amsterdam",
  GB: "london",
  CA: "montreal",
};

const countries = new Map(
  Object.entries(cities).flatMap(([country, names]) =>
    names.split(" ").map((city) => [city, country] as const),
  ),
);

/** Tells "the rest of the country" from abroad. Undefined for a city that a shop added: it counts as abroad. */
export const countryOf = (city: string): string | undefined => countries.get(city);
