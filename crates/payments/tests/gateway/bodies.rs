//! Bodies shaped as the provider's documents show them, with values of our own.

/// `Data` of a made payment page (version 3).
pub fn hosted(url: &str) -> String {
    format!(
        r#"{{"InvoiceId":"7000123","PaymentId":null,"PaymentURL":"{url}","PaymentCompleted":false,"TransactionDetails":null}}"#
    )
}

/// What version 3 says of an invoice with one try to pay it.
pub struct Details {
    pub invoice: &'static str,
    pub transaction: &'static str,
    pub error: &'static str,
    pub value: &'static str,
    pub display: &'static str,
    pub base_value: &'static str,
}

pub const PAID: Details = Details {
    invoice: "PAID",
    transaction: "SUCCESS",
    error: "",
    value: "12.5",
    display: "KWD",
    base_value: "12.5",
};

pub const DECLINED: Details = Details {
    invoice: "PENDING",
    transaction: "FAILED",
    error: "MF002",
    ..PAID
};

impl Details {
    pub fn one(&self) -> String {
        self.with(&format!(
            r#""Transaction":{}"#,
            self.row("07077000123330077775", "2026-03-14T07:15:30.1000000Z")
        ))
    }

    /// Several tries, as a read by invoice lists them: `(payment id, status, date)`.
    pub fn many(&self, rows: &[(&'static str, &'static str, &'static str)]) -> String {
        let rows: Vec<String> = rows
            .iter()
            .map(|(id, status, at)| {
                Details {
                    transaction: status,
                    ..*self
                }
                .row(id, at)
            })
            .collect();
        self.with(&format!(r#""Transactions":[{}]"#, rows.join(",")))
    }

    fn row(&self, id: &str, at: &str) -> String {
        format!(
            r#"{{"Id":"9","Status":"{}","PaymentMethod":"APPLE_PAY","PaymentId":"{id}","ReferenceId":"607310000321",
            "TrackId":"14-03-2026_3300777","AuthorizationId":"B00123","TransactionDate":"{at}","ECI":"",
            "IP":{{"Address":"203.0.113.7","Country":"Kuwait"}},"Error":{{"Code":"{}","Message":""}},
            "Card":{{"NameOnCard":"T BUYER","Number":"450875xxxxxx1019","Token":"card-token-secret","PanHash":"pan-secret"}}}}"#,
            self.transaction, self.error
        )
    }

    fn with(&self, transactions: &str) -> String {
        format!(
            r#"{{"Invoice":{{"Id":"7000123","Status":"{}","Reference":"2026000456","CreationDate":"2026-03-14T07:12:07.2930000Z",
            "ExpirationDate":"2026-03-17T07:12:07.2930000Z","ExternalIdentifier":"GBX-1001-A1","UserDefinedField":"","MetaData":null}},
            {transactions},
            "Customer":{{"Reference":"","Name":"Test Buyer","Mobile":"+96550000001","Email":""}},
            "Amount":{{"BaseCurrency":"KWD","ValueInBaseCurrency":"{}","ServiceCharge":"0.101","ServiceChargeVAT":"0","ReceivableAmount":"12.399",
            "DisplayCurrency":"{}","ValueInDisplayCurrency":"{}","PayCurrency":"SAR","ValueInPayCurrency":"153.4"}},
            "Suppliers":[]}}"#,
            self.invoice, self.base_value, self.display, self.value
        )
    }
}

/// `Data` of a charge that was carried out at once.
pub fn completed(details: &str) -> String {
    format!(
        r#"{{"InvoiceId":"7000123","PaymentId":"07077000123330077775",
        "PaymentURL":"https://shop.example.test/pay/return?order=1&paymentId=07077000123330077775&Id=07077000123330077775",
        "PaymentCompleted":true,"TransactionDetails":{details}}}"#
    )
}

/// `Data` of version 2's GetPaymentStatus, with these rows.
pub fn status(invoice: &str, display: &str, rows: &[String]) -> String {
    format!(
        r#"{{"InvoiceId":7000123,"InvoiceStatus":"{invoice}","InvoiceReference":"2026000456","CustomerReference":"GBX-1001-A1",
        "CreatedDate":"2026-03-14T10:12:07.293","ExpiryDate":"March 17, 2026","ExpiryTime":"10:12:07.293",
        "InvoiceValue":12.5,"Comments":null,"CustomerName":"Test Buyer","CustomerMobile":"+96550000001","CustomerEmail":null,
        "UserDefinedField":null,"InvoiceDisplayValue":"{display}","DueDeposit":12.3,"DepositStatus":"Not Deposited",
        "InvoiceItems":[],"InvoiceTransactions":[{}],"Suppliers":[]}}"#,
        rows.join(",")
    )
}

pub fn row(id: &str, status: &str, at: &str) -> String {
    format!(
        r#"{{"TransactionDate":"{at}","PaymentGateway":"KNET","ReferenceId":"607310000321","TrackId":"14-03-2026_3300777",
        "TransactionId":"607310001626","PaymentId":"{id}","AuthorizationId":"B00123","TransactionStatus":"{status}",
        "TransationValue":"12.500","CustomerServiceCharge":"0.000","TotalServiceCharge":"0.101","DueValue":"12.510",
        "PaidCurrency":"KD","PaidCurrencyValue":"12.510","VatAmount":"0.000","IpAddress":"203.0.113.7","Country":"Kuwait",
        "Currency":"KD","Error":null,"CardNumber":"888888xxxxxx0001","ErrorCode":"","ECI":"",
        "Card":{{"NameOnCard":"","Number":"888888xxxxxx0001","Token":"","PanHash":"","ExpiryMonth":"09","ExpiryYear":"30",
        "Brand":"KNET","Issuer":"","IssuerCountry":"KWT","FundingMethod":"debit"}}}}"#
    )
}

pub const METHODS: &str = r#"{"PaymentMethods":[
  {"PaymentMethodId":1,"PaymentMethodAr":"كي نت","PaymentMethodEn":"KNET","PaymentMethodCode":"kn","IsDirectPayment":false,"ServiceCharge":0.101,"TotalAmount":12.5,"CurrencyIso":"KWD","ImageUrl":"https://demo.myfatoorah.com/imgs/kn.png","IsEmbeddedSupported":false,"PaymentCurrencyIso":"KWD"},
  {"PaymentMethodId":20,"PaymentMethodAr":"مباشر","PaymentMethodEn":"Direct","PaymentMethodCode":"stc","IsDirectPayment":true,"ServiceCharge":0,"TotalAmount":12.5,"CurrencyIso":"KWD","ImageUrl":null,"IsEmbeddedSupported":false,"PaymentCurrencyIso":"KWD"},
  {"PaymentMethodId":14,"PaymentMethodAr":"اس تي سي","PaymentMethodEn":"STC Pay","PaymentMethodCode":"stc","IsDirectPayment":false,"ServiceCharge":0.250,"TotalAmount":12.750,"CurrencyIso":"KWD","ImageUrl":null,"IsEmbeddedSupported":false,"PaymentCurrencyIso":"SAR"}]}"#;

pub const SESSION: &str = r#"{"SessionId":"KWT-5f0c2a7e-91d1-4a56-9a5e-1c2a7e5f0c2a","SessionExpiry":"2026-03-14T07:42:07.0000000Z",
  "EncryptionKey":"ZW5jcnlwdGlvbi1rZXktc2VjcmV0","OperationType":"PAY","Order":{"Amount":"12.5","Currency":"KWD"},"Customer":{"Reference":"","Cards":[]}}"#;

pub const REFUND_MADE: &str = r#"{"Key":"7000123","RefundId":4001,"RefundReference":"2026000031","RefundInvoiceId":7000200,"Amount":12.5,"Comment":"damaged ribbon","ExternalIdentifier":"GBX-1001-R1"}"#;

pub const REFUNDS: &str = r#"{"RefundStatusResult":[
  {"RefundId":4001,"RefundStatus":"Refunded","InvoiceId":7000123,"Amount":5,"RefundReference":"2026000031","ExternalIdentifier":"GBX-1001-R1","RefundAmount":5.000,"RRN":"607399000001","BaseCurrency":"KD"},
  {"RefundId":4002,"RefundStatus":"Pending","InvoiceId":7000123,"Amount":"2.500","RefundReference":"2026000032","ExternalIdentifier":null,"RefundAmount":"2.500","RRN":null,"BaseCurrency":"KWD"},
  {"RefundId":4003,"RefundStatus":"Canceled","InvoiceId":7000123,"Amount":1,"RefundReference":"2026000033","ExternalIdentifier":"GBX-1001-R3","RefundAmount":1,"RRN":null,"BaseCurrency":"KWD"}]}"#;
