// A sample of every block and element, for the gallery and its test.

const plain = (text) => ({ type: "plain_text", text });
const mrkdwn = (text) => ({ type: "mrkdwn", text });
const option = (value, description) => ({ text: plain(value), value, ...(description ? { description: plain(description) } : {}) });
const options = ["One", "Two", "Three"].map((value) => option(value));
const PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const image = { type: "image", image_url: PIXEL, alt_text: "a small square" };
const button = (text, more = {}) => ({ type: "button", action_id: text, value: text, text: plain(text), ...more });
const rich = (text, style) => ({ type: "text", text, ...(style ? { style } : {}) });
const section = (...elements) => ({ type: "rich_text_section", elements });
const points = (...values) => values.map((value, place) => ({ label: `Week ${place + 1}`, value }));
const axes = { categories: points(1, 2, 3, 4).map((point) => point.label), y_label: "Orders" };
const cell = (text) => ({ type: "raw_text", text });
const number = (value) => ({ type: "raw_number", value });
const rows = [[cell("Segment"), cell("Customers"), cell("Share")], ...Array.from({ length: 45 }, (_, n) => [cell(`Group ${(n * 7) % 45}`), number((n * 131) % 977), cell(`${(n * 13) % 100} %`)])];
const sure = { title: plain("Really?"), text: plain("This ends it for everybody."), confirm: plain("End it"), deny: plain("Keep it") };
const card = { type: "card", icon: image, title: mrkdwn("*Alice*"), subtitle: mrkdwn("cost-conscious employee"), body: mrkdwn("Does not understand her benefits."), actions: [button("Interview Alice", { style: "primary" })] };
const task = (status, title, more = {}) => ({ type: "task_card", task_id: status, title, status, ...more });
const input = (name, element) => ({ type: "input", block_id: name, label: plain(name), hint: plain("A hint."), element: { action_id: name, ...element } });

export const SAMPLES = [
  ["section", [
    { type: "section", text: mrkdwn("*Bold*, _italic_, ~struck~, `code`, <https://example.com|a link>, <!here>, :tada: and &lt;escaped&gt;\n> a quote\n```\ncode of\nseveral lines\n```") },
    { type: "section", fields: [mrkdwn("*Owner*\nDana"), mrkdwn("*Since*\nMarch"), plain("plain *text*")] },
    { type: "section", text: mrkdwn("With a button beside it"), accessory: button("Press") },
    { type: "section", text: mrkdwn("With a picture beside it"), accessory: image }]],
  ["header, divider and context", [{ type: "header", text: plain("A header") }, { type: "divider" }, { type: "context", elements: [image, mrkdwn("*small* print"), plain("and more")] }]],
  ["rich_text", [{ type: "rich_text", elements: [
    section(rich("Plain, "), rich("bold", { bold: true }), rich(" "), rich("italic", { italic: true }), rich(" "), rich("struck", { strike: true }), rich(" "), rich("code", { code: true }), rich(" "), { type: "link", url: "https://example.com", text: "link" }, rich(" "), { type: "emoji", name: "wave" }, { type: "color", value: "#0b6b53" }, { type: "broadcast", range: "here" }, { type: "date", timestamp: 1790000000, format: "{date}", fallback: "a day" }),
    { type: "rich_text_list", style: "bullet", elements: [section(rich("one")), section(rich("two"))] }, { type: "rich_text_list", style: "bullet", indent: 1, elements: [section(rich("deeper"))] },
    { type: "rich_text_list", style: "ordered", offset: 2, elements: [section(rich("third"))] }, { type: "rich_text_quote", elements: [rich("quoted")] }, { type: "rich_text_preformatted", elements: [rich("as\n  typed")] }] }]],
  ["markdown", [{ type: "markdown", text: "# A title\nWords with **bold**, *italic*, ~~struck~~, `code` and a [link](https://example.com).\n\n- one\n- two\n  - deeper\n  1. counted\n- [x] done\n- [ ] not yet\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n```python\nprint('hello')\n```\n---\nThe end." }]],
  ["image", [{ ...image, title: plain("A picture") }]],
  ["video", [{ type: "video", title: plain("How it works"), alt_text: "a film", video_url: "https://example.com/v", thumbnail_url: PIXEL, provider_name: "Example", description: plain("Two minutes.") }]],
  ["file", [{ type: "file", external_id: "REPORT-1", source: "remote" }]],
  ["actions", [{ type: "actions", elements: [button("Plain"), button("Primary", { style: "primary" }), button("Danger", { style: "danger", confirm: sure }), button("Link", { url: "https://example.com" }), { type: "overflow", action_id: "overflow", options }, { type: "workflow_button", text: plain("Workflow") }] }]],
  ["menus", [{ type: "actions", elements: [{ type: "static_select", action_id: "s", placeholder: plain("Choose one"), options }, { type: "static_select", action_id: "g", option_groups: [{ label: plain("First"), options }] }, { type: "multi_static_select", action_id: "m", placeholder: plain("Choose some"), options, max_selected_items: 2 },
    { type: "users_select", action_id: "u" }, { type: "conversations_select", action_id: "c" }, { type: "channels_select", action_id: "h" }, { type: "multi_users_select", action_id: "mu" }, { type: "multi_conversations_select", action_id: "mc" }, { type: "multi_channels_select", action_id: "mh" }, { type: "external_select", action_id: "e", placeholder: plain("From the app") }] }]],
  ["pickers and boxes", [{ type: "actions", elements: [{ type: "datepicker", action_id: "d", initial_date: "2026-11-23" }, { type: "timepicker", action_id: "t", initial_time: "09:30" }, { type: "datetimepicker", action_id: "dt" }, { type: "radio_buttons", action_id: "r", options, initial_option: options[1] }, { type: "checkboxes", action_id: "x", options: [option("With a description", "said below it"), ...options] }] }]],
  ["context_actions", [{ type: "context_actions", elements: [{ type: "feedback_buttons", action_id: "f", positive_button: { text: plain("Helpful"), value: "1" }, negative_button: { text: plain("Not helpful"), value: "0" } }, { type: "icon_button", icon: "trash", text: plain("Remove"), action_id: "i" }] }]],
  ["input", [input("Text", { type: "plain_text_input", placeholder: plain("Something"), max_length: 80 }), input("Long text", { type: "plain_text_input", multiline: true }), input("Number", { type: "number_input", is_decimal_allowed: true }), input("E-mail", { type: "email_text_input" }), input("Address", { type: "url_text_input" }),
    input("Rich text", { type: "rich_text_input" }), input("One of", { type: "static_select", options }), input("Some of", { type: "multi_static_select", options }), input("Boxes", { type: "checkboxes", options }), input("Radio", { type: "radio_buttons", options }), input("Day", { type: "datepicker" }), input("Time", { type: "timepicker" }), input("Moment", { type: "datetimepicker" }), input("File", { type: "file_input" }), input("Person", { type: "users_select" })]],
  ["table", [{ type: "table", column_settings: [{ align: "left" }, { align: "right" }], rows: rows.slice(0, 4) }]],
  ["data_table", [{ type: "data_table", caption: "Segments, sortable", rows }]],
  ["data_visualization: pie", [{ type: "data_visualization", title: "Who buys", chart: { type: "pie", segments: [{ label: "Parents", value: 45 }, { label: "Offices", value: 28 }, { label: "Shops", value: 18 }] } }]],
  ["data_visualization: bar", [{ type: "data_visualization", title: "Orders a week", chart: { type: "bar", series: [{ name: "Web", data: points(320, 350, 290, 410) }, { name: "Shop", data: points(120, 150, 190, 210) }], axis_config: axes } }]],
  ["data_visualization: line", [{ type: "data_visualization", title: "Visits", chart: { type: "line", series: [{ name: "New", data: points(12, 35, 29, 41) }, { name: "Back again", data: points(32, 15, 19, -6) }], axis_config: axes } }]],
  ["data_visualization: area", [{ type: "data_visualization", title: "Members", chart: { type: "area", series: [{ name: "Members", data: points(5, 8, 13, 21) }], axis_config: axes } }]],
  ["card", [card]],
  ["carousel", [{ type: "carousel", elements: [card, { ...card, title: mrkdwn("*Bob*") }, { ...card, title: mrkdwn("*Carol*") }, { ...card, title: mrkdwn("*Dev*") }] }]],
  ["container", [{ type: "container", title: plain("A box"), subtitle: plain("with a border"), has_header_divider: true, child_blocks: [{ type: "section", text: mrkdwn("inside") }] }, { type: "container", title: plain("A box that folds"), is_collapsible: true, default_collapsed: true, child_blocks: [{ type: "divider" }] }]],
  ["alert", ["default", "info", "success", "warning", "error"].map((level) => ({ type: "alert", level, text: mrkdwn(`What a *${level}* looks like`) }))],
  ["plan and task_card", [{ type: "plan", title: "Making Alice", tasks: [task("complete", "Read the brochure", { sources: [{ type: "url", url: "https://example.com", text: "brochure" }] }), task("in_progress", "Write the card", { details: { type: "rich_text", elements: [section(rich("twelve passages"))] } }), task("pending", "Draw a face"), task("error", "Ask the site")] }]],
];
