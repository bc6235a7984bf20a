export const appearance = { theme: "midnight", variables: { colorPrimary: "#c0392b", fontFamily: "Inter, sans-serif", borderRadius: "4px" } };
