// Emoji by their names in Slack: the common ones.

const EMOJI = {
  wave: "👋", smile: "😄", slightly_smiling_face: "🙂", thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", tada: "🎉", eyes: "👀", heart: "❤️",
  warning: "⚠️", bulb: "💡", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", question: "❓", mag: "🔍", memo: "📝", robot_face: "🤖",
  bust_in_silhouette: "👤", busts_in_silhouette: "👥", speech_balloon: "💬", thinking_face: "🤔", hourglass_flowing_sand: "⏳", pause_button: "⏸️",
  arrow_forward: "▶️", fast_forward: "⏩", checkered_flag: "🏁", sparkles: "✨", rocket: "🚀", bar_chart: "📊", link: "🔗", books: "📚", pencil2: "✏️",
  large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴", white_circle: "⚪", black_circle: "⚫", star: "⭐", pushpin: "📌", lock: "🔒",
  ok_hand: "👌", raised_hands: "🙌", clap: "👏", pray: "🙏", point_right: "👉", point_up: "☝️", muscle: "💪", joy: "😂", laughing: "😆", blush: "😊", grin: "😁", wink: "😉",
  sob: "😭", cry: "😢", confused: "😕", neutral_face: "😐", open_mouth: "😮", rage: "😡", sweat_smile: "😅", heart_eyes: "😍", sunglasses: "😎", upside_down_face: "🙃", face_with_rolling_eyes: "🙄",
  fire: "🔥", 100: "💯", zap: "⚡", boom: "💥", gift: "🎁", trophy: "🏆", medal: "🏅", dart: "🎯", key: "🔑", bell: "🔔", mute: "🔇", calendar: "📅", date: "📅", clock1: "🕐", alarm_clock: "⏰", hourglass: "⌛",
  email: "✉️", envelope: "✉️", phone: "☎️", iphone: "📱", computer: "💻", page_facing_up: "📄", clipboard: "📋", paperclip: "📎", file_folder: "📁", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉",
  moneybag: "💰", credit_card: "💳", euro: "💶", dollar: "💵", shopping_trolley: "🛒", package: "📦", house: "🏠", office: "🏢", hospital: "🏥", school: "🏫", car: "🚗", bike: "🚲", airplane: "✈️", ship: "🚢", globe_with_meridians: "🌐",
  sun_with_face: "🌞", umbrella: "☔", snowflake: "❄️", seedling: "🌱", herb: "🌿", coffee: "☕", tea: "🍵", beer: "🍺", cake: "🍰", pizza: "🍕", dog: "🐶", cat: "🐱", baby: "👶", family: "👪", woman: "👩", man: "👨", older_woman: "👵", older_man: "👴",
  no_entry: "⛔", no_entry_sign: "🚫", exclamation: "❗", grey_question: "❔", information_source: "ℹ️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", repeat: "🔁", heavy_plus_sign: "➕", heavy_minus_sign: "➖",
  large_blue_circle: "🔵", large_orange_circle: "🟠", large_purple_circle: "🟣", green_heart: "💚", blue_heart: "💙", purple_heart: "💜", yellow_heart: "💛", broken_heart: "💔", label: "🏷️", speech_left: "🗨️", studio_microphone: "🎙️", headphones: "🎧", art: "🎨", wrench: "🔧", gear: "⚙️", bug: "🐛", construction: "🚧", rotating_light: "🚨", shield: "🛡️", unlock: "🔓", recycle: "♻️", crown: "👑", brain: "🧠", eyeglasses: "👓", handshake: "🤝",
};

/** An emoji by its name, skin tones left aside; the name between colons where it is not known. */
export const emoji = (name) => EMOJI[String(name).split("::")[0]] || `:${name}:`;

/** The names of all emoji known here. */
export const emojiNames = () => Object.keys(EMOJI);

/** A text with its `:names:` as emoji. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):(?::skin-tone-\d:)?/g, (whole, name) => EMOJI[name] || whole);
