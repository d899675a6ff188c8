/** The cities that `locales/<lang>/entities.yaml` knows, by country (ISO 3166). */
const cities: Record<string, string> = {
  MA: "casablanca mohammedia rabat sale temara kenitra marrakech fes meknes tangier tetouan agadir oujda el_jadida safi beni_mellal nador khouribga settat berrechid larache khemisset essaouira ouarzazate errachidia taza al_hoceima chefchaouen ifrane taroudant tiznit laayoune dakhla berkane taourirt guercif sefrou azrou khenifra midelt guelmim zagora tinghir fnideq mdiq ksar_el_kebir asilah ouezzane sidi_kacem sidi_slimane inezgane ait_melloul fquih_ben_salah bouskoura",
  DZ: "algiers oran constantine annaba setif blida tlemcen bejaia batna tizi_ouzou mostaganem sidi_bel_abbes djelfa biskra ghardaia skikda jijel boumerdes",
  TN: "tunis sfax sousse bizerte nabeul monastir gabes hammamet kairouan gafsa djerba mahdia ariana medenine",
  LY: "tripoli benghazi",
  MR: "nouakchott",
  EG: "cairo alexandria giza mansoura port_said suez ismailia luxor aswan tanta zagazig damietta assiut minya hurghada sharm_el_sheikh",
  SA: "riyadh jeddah mecca medina dammam khobar taif tabuk buraidah hail abha al_ahsa jubail yanbu najran jazan khamis_mushait qatif",
  AE: "dubai abu_dhabi sharjah ajman al_ain ras_al_khaimah fujairah umm_al_quwain",
  QA: "doha wakrah lusail",
  KW: "kuwait_city salmiya hawalli jahra farwaniya",
  BH: "manama muharraq riffa",
  OM: "muscat salalah sohar nizwa",
  JO: "amman irbid",
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
