//! [`Tag`] and [`Attr`]: the elements and attributes that mean something here.
//!
//! Every other element is [`Tag::Other`], every other attribute is dropped when
//! the page is parsed. Nothing here knows what a page is about.

/// Declares an enum of names with a way in from the name.
macro_rules! names {
    ($(#[$meta:meta])* $kind:ident, $($variant:ident = $name:literal),+ $(,)?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub(crate) enum $kind {
            $($variant,)+
            Other,
        }

        impl $kind {
            /// Returns the member of this name, in lower case.
            pub(crate) fn of(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

names!(
    /// The name of an element.
    Tag,
    Document = "#document", Text = "#text",
    A = "a", Abbr = "abbr", Address = "address", Article = "article", Aside = "aside",
    Audio = "audio", B = "b", Blockquote = "blockquote", Body = "body", Br = "br",
    Button = "button", Canvas = "canvas", Caption = "caption", Center = "center", Cite = "cite",
    Code = "code", Data = "data", Datalist = "datalist", Dd = "dd", Details = "details",
    Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt", Em = "em", Fieldset = "fieldset",
    Figcaption = "figcaption", Figure = "figure", Font = "font", Footer = "footer", Form = "form",
    Frame = "frame", Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5",
    H6 = "h6", Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html",
    I = "i", Iframe = "iframe", Img = "img", Input = "input", Label = "label", Legend = "legend",
    Li = "li", Link = "link", Main = "main", Math = "math", Menu = "menu", Meta = "meta",
    Nav = "nav", Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol",
    Option = "option", P = "p", Picture = "picture", Pre = "pre", Q = "q", Rp = "rp", Rt = "rt",
    Script = "script", Section = "section", Select = "select", Small = "small", Span = "span",
    Strong = "strong", Style = "style", Sub = "sub", Summary = "summary", Sup = "sup",
    Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template",
    Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time",
    Title = "title", Tr = "tr", U = "u", Ul = "ul", Video = "video", Wbr = "wbr",
);

names!(
    /// The name of an attribute.
    Attr,
    AriaHidden = "aria-hidden", Charset = "charset", Class = "class", Content = "content",
    DataTestid = "data-testid", DataComponent = "data-component", Datetime = "datetime",
    Hidden = "hidden", Href = "href", HttpEquiv = "http-equiv", Id = "id", Itemprop = "itemprop",
    Itemtype = "itemtype", Lang = "lang", Name = "name", Property = "property",
    Pubdate = "pubdate", Rel = "rel", Role = "role", Style = "style", Title = "title",
    Type = "type",
);

impl Tag {
    /// Says whether a browser begins a new line before and after it.
    pub(crate) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Text
                | Self::A
                | Self::Abbr
                | Self::B
                | Self::Cite
                | Self::Code
                | Self::Data
                | Self::Em
                | Self::Font
                | Self::I
                | Self::Img
                | Self::Label
                | Self::Picture
                | Self::Q
                | Self::Rt
                | Self::Small
                | Self::Span
                | Self::Strong
                | Self::Sub
                | Self::Sup
                | Self::Time
                | Self::U
                | Self::Wbr
                | Self::Br
                | Self::Other
        )
    }

    /// Says whether what is inside is never shown as text.
    pub(crate) fn is_unseen(self) -> bool {
        matches!(
            self,
            Self::Audio
                | Self::Canvas
                | Self::Datalist
                | Self::Head
                | Self::Iframe
                | Self::Math
                | Self::Noframes
                | Self::Noscript
                | Self::Option
                | Self::Rp
                | Self::Script
                | Self::Select
                | Self::Style
                | Self::Svg
                | Self::Template
                | Self::Textarea
                | Self::Title
                | Self::Video
        )
    }

    /// Returns 1 to 6 for a heading.
    pub(crate) fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}
