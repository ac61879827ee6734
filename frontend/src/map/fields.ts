/** The fields of a form that hold a position: two numbers, or one text as people write it; and a shape as GeoJSON. */
export class Fields {
  constructor(private readonly ids: { lon: string; lat: string; position: string; geometry: string }) {}

  readPosition(): [number, number] | null {
    const words = this.ids.position ? this.read(this.ids.position).split(/[,;]\s+|\s+/) : [this.read(this.ids.lat), this.read(this.ids.lon)];
    const [lat = NaN, lon = NaN] = words.map((word) => (word ? Number(word.replace(",", ".")) : NaN));
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
  }

  writePosition(lon: number, lat: number): void {
    if (this.ids.position) return this.write(this.ids.position, `${lat.toFixed(6)}, ${lon.toFixed(6)}`);
    this.write(this.ids.lon, lon.toFixed(6));
    this.write(this.ids.lat, lat.toFixed(6));
  }

  readShape(): GeoJSON.Geometry | null {
    try {
      return JSON.parse(this.read(this.ids.geometry)) as GeoJSON.Geometry | null;
    } catch {
      return null;
    }
  }

  writeShape(shape: GeoJSON.Geometry | null): void {
    this.write(this.ids.geometry, shape ? JSON.stringify(shape) : "");
  }

  /** Calls `act` when a person writes a position by hand. */
  onPosition(act: () => void): void {
    for (const id of [this.ids.lon, this.ids.lat, this.ids.position]) this.find(id)?.addEventListener("change", act);
  }

  private read(id: string): string {
    return this.find(id)?.value.trim() ?? "";
  }

  private write(id: string, value: string): void {
    const field = this.find(id);
    if (!field || field.value === value) return;
    field.value = value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  private find(id: string): HTMLInputElement | null {
    return id ? (document.getElementById(id) as HTMLInputElement | null) : null;
  }
}
