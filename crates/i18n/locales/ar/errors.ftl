# عناوين الأخطاء

not_found = لم نعثر على ما تبحث عنه.
method_not_allowed = لا يدعم هذا العنوان طريقة الطلب هذه.
invalid_body = بعض البيانات المرسلة غير صحيحة.
invalid_query = بعض خيارات البحث غير صحيحة.
invalid_header = إحدى ترويسات الطلب غير صحيحة.
body_too_large = حجم الطلب كبير جدًا.
    .detail = الحد الأقصى { $limit } كيلوبايت.
unsupported_media_type = نوع المحتوى غير مدعوم.
    .detail = أرسل المحتوى بصيغة application/json.
rate_limited = عدد الطلبات كبير جدًا.
    .detail = يُرجى الانتظار قليلًا ثم المحاولة مجددًا.
internal_error = حدث خطأ من جانبنا.
    .detail = يُرجى المحاولة مجددًا، وإن تكرر الخطأ فأرسل إلينا رقم الطلب.
unavailable = الخدمة مشغولة حاليًا.
    .detail = يُرجى المحاولة بعد لحظات.

unauthenticated = يُرجى تسجيل الدخول.
forbidden = ليست لديك صلاحية للقيام بهذا الإجراء.
invalid_credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة.
too_many_attempts = محاولات تسجيل الدخول الفاشلة كثيرة.
    .detail = يُرجى المحاولة مجددًا بعد { $minutes ->
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $minutes } دقائق
       *[other] { $minutes } دقيقة
    }.

totp_required = أدخل رمز تطبيق المصادقة.
totp_invalid = الرمز غير صحيح.
    .detail = استخدم أحدث رمز في تطبيق المصادقة أو أحد رموز الاسترداد.
id_token_invalid = لم نتمكن من التحقق من هويتك.
    .detail = يُرجى بدء تسجيل الدخول من جديد.
code_invalid = الرمز غير صحيح أو لم يعد صالحًا.
refresh_invalid = انتهت جلستك.
    .detail = يُرجى تسجيل الدخول مجددًا.
refresh_reused = أُنهيت جلستك لحماية حسابك.
    .detail = استُخدمت الجلسة مرة ثانية. يُرجى تسجيل الدخول مجددًا.
totp_enrolment_required = فعّل التحقق بخطوتين أولًا.
    .detail = يطلبه المتجر من كل من يعمل فيه.
email_not_verified = لم يتحقق مزوّد الخدمة من هذا البريد الإلكتروني.
    .detail = أنشئ حسابك بالبريد الإلكتروني وكلمة المرور.
account_disabled = أُوقف هذا الحساب.
    .detail = يُرجى التواصل معنا.
staff_sign_in = يسجّل فريق العمل الدخول بالبريد الإلكتروني وكلمة المرور.
reauthentication_required = يُرجى تأكيد هويتك.
    .detail = تتطلب هذه الخطوة تسجيل دخول خلال الدقائق العشر الأخيرة.
beyond_own_grants = لا يمكنك منح صلاحية لا تملكها.
own_account = لا يمكنك فعل ذلك بحسابك أنت.
role_forbidden = لا يمنح هذا الدور إلا مالك المتجر.
email_taken = يوجد حساب بهذا البريد الإلكتروني.
    .detail = سجّل الدخول، أو اختر كلمة مرور جديدة إن نسيتها.
phone_taken = رقم الهاتف هذا مستخدم في حساب آخر.
last_sign_in = هذه طريقتك الوحيدة لتسجيل الدخول.
    .detail = أضف بريدًا إلكترونيًا أولًا.
staff_account = لا يمكن لفريق العمل حذف حساباتهم.
    .detail = اطلب ذلك من مالك المتجر.
last_admin = يحتاج المتجر إلى مالك واحد على الأقل.
already_invited = توجد دعوة مفتوحة لهذا البريد الإلكتروني.
invitation_closed = لم تعد هذه الدعوة مفتوحة.
too_many_addresses = دفتر عناوينك ممتلئ.
    .detail = احذف عنوانًا لم تعد تحتاج إليه.
wishlist_full = قائمة أمنياتك ممتلئة.
totp_enrolled = التحقق بخطوتين مفعّل من قبل.
totp_required_by_shop = يطلب المتجر التحقق بخطوتين من كل من يعمل فيه.
link_expired = لم يعد هذا الرابط صالحًا.
    .detail = استُخدم من قبل أو انتهت مدته. اطلب رابطًا جديدًا.

idempotency_key_required = يحتاج الطلب إلى ترويسة Idempotency-Key.
    .detail = أرسل مفتاحًا عشوائيًا جديدًا من 8 إلى 128 حرفًا مع كل إجراء جديد، والمفتاح نفسه عند تكراره.
idempotency_key_reused = سبق استخدام مفتاح Idempotency-Key هذا مع طلب مختلف.
request_in_progress = يجري تنفيذ الطلب نفسه الآن.
    .detail = انتظر لحظة ثم كرر الطلب بمفتاح Idempotency-Key نفسه.

cart_token_missing = يحتاج الطلب إلى ترويسة Cart-Token.
cart_not_found = لم نعثر على حقيبة التسوق هذه.
cart_ordered = تم إرسال طلب هذه الحقيبة من قبل.
total_changed = تغيّر إجمالي حقيبتك.
    .detail = يُرجى مراجعة الإجمالي الجديد قبل إرسال الطلب.
checkout_invalid = يُرجى مراجعة بيانات طلبك.

illegal_transition = لا يمكن نقل الطلب إلى هذه الحالة.
stale_version = أجرى شخص آخر تعديلًا في هذه الأثناء.
    .detail = أعد التحميل ثم حاول مجددًا.

# مشكلات الحقيبة ونموذج الطلب

region_closed = لا نستقبل طلبات في هذه المنطقة حاليًا.
cart_empty = حقيبتك فارغة.
cart_full = بلغت حقيبتك الحد الأقصى من الأصناف المختلفة.
quantity_out_of_range = اختر كمية بين { $minimum } و{ $maximum }.
out_of_stock = بعض القطع لم تعد متوفرة بهذه الكمية.
    .available = { $available ->
        [0] نفدت هذه القطعة.
        [one] بقيت قطعة واحدة فقط.
        [two] بقيت قطعتان فقط.
        [few] بقيت { $available } قطع فقط.
       *[other] بقيت { $available } قطعة فقط.
    }
product_unavailable = لم تعد هذه القطعة تُباع في هذه المنطقة.
coming_soon = لا يمكن طلب هذه القطعة بعد.
gift_message_not_offered = لا يمكن إضافة رسالة إهداء إلى هذه القطعة.
gift_message_too_long = الحد الأقصى لرسالة الإهداء هو { $maximum } حرفًا.
custom_name_not_offered = لا يمكن إضافة اسم إلى هذه القطعة.
custom_name_too_long = الحد الأقصى للاسم هو { $maximum } حرفًا.
zone_required = اختر منطقة التوصيل.
zone_unknown = لا نوصل إلى هذه المنطقة.
address_field_required = حقل «{ $label }» مطلوب.
address_field_too_long = الحد الأقصى لحقل «{ $label }» هو { $maximum } حرفًا.
address_field_invalid = قيمة حقل «{ $label }» غير صحيحة.
address_field_unknown = لا يوجد حقل بهذا الاسم في هذا العنوان.
delivery_date_required = اختر يوم التوصيل.
delivery_date_unavailable = لا يمكننا التوصيل في هذا اليوم.
    .reason = لا يمكننا التوصيل في هذا اليوم: { $reason }.
contact_name_required = أدخل اسمك.
contact_phone_invalid = رقم الهاتف غير صحيح.
contact_email_invalid = البريد الإلكتروني غير صحيح.
recipient_name_required = أدخل اسم المستلم.
recipient_phone_invalid = رقم هاتف المستلم غير صحيح.
payment_method_required = اختر طريقة الدفع.
payment_method_unavailable = طريقة الدفع هذه غير متاحة لطلبك.
name_too_long = الحد الأقصى للاسم هو { $maximum } حرفًا.
note_too_long = الحد الأقصى للملاحظة هو { $maximum } حرفًا.
min_order = الحد الأدنى للطلب إلى هذه المنطقة هو { $minimum }.
max_order = الحد الأقصى للطلب إلى هذه المنطقة هو { $maximum }.

promo_not_applicable = لا يمكن استخدام هذا الرمز مع هذا الطلب.
promo_unknown = هذا الرمز غير معروف.
promo_inactive = لم يعد هذا الرمز فعّالًا.
promo_not_started = لم يبدأ العمل بهذا الرمز بعد.
promo_expired = انتهت صلاحية هذا الرمز.
promo_limit_reached = استُنفد عدد مرات استخدام هذا الرمز.
promo_customer_limit_reached = استخدمت هذا الرمز بقدر ما يسمح به.
promo_region_not_available = هذا الرمز غير صالح في هذه المنطقة.
promo_min_subtotal = يتطلب هذا الرمز مشتريات بقيمة { $minimum } على الأقل.
nothing_owed = لم يبقَ ما يُدفع لهذا الطلب
payment_expired = انتهى وقت دفع هذا الطلب
payment_in_progress = تجري الآن عملية دفع لهذا الطلب
    .detail = انتظر حتى تتضح النتيجة ثم حاول مجددًا.
channel_unavailable = طريقة الدفع هذه غير متاحة
cash_unavailable = لا يمكن دفع هذا الطلب عند الاستلام
too_many_payment_attempts = جرت محاولات كثيرة لدفع هذا الطلب
    .detail = يُرجى التواصل معنا.
forged_webhook = التوقيع غير صحيح
payment_declined = رُفضت عملية الدفع. حاول مجددًا أو اختر طريقة أخرى.
payment_declined_funds = يفيد البنك بأن الرصيد غير كافٍ في هذه البطاقة. جرّب بطاقة أو طريقة أخرى.
payment_declined_card = لم تُقبل بيانات البطاقة. راجعها أو جرّب بطاقة أخرى.
payment_declined_3ds = لم يكتمل تحقق البنك. حاول مجددًا وأكّد العملية.
payment_declined_again = لم يُجب البنك في الوقت المناسب. لم يُخصم شيء، يُرجى المحاولة مجددًا.
payment_declined_method = طريقة الدفع هذه غير متاحة الآن. اختر طريقة أخرى.
payment_cancelled = أُلغيت عملية الدفع. لم يُخصم شيء.
nothing_paid = لم يُدفع شيء لهذا الطلب.
refund_too_much = هذا أكثر مما يمكن ردّه.
refund_beyond_limit = هذا أكثر مما يحق لك ردّه في اليوم.
    .detail = اطلب ذلك من أحد مالكي المتجر.
goods_on_the_way = لا يمكن إعادة هذه القطع إلى المخزون بعد.
    .detail = ألغِ الطلب أو سجّل إرجاعه أولًا.
alert_resolved = تعامل شخص آخر مع هذا التنبيه.
no_payment_account = ليس لهذه المنطقة حساب لدى مزوّد الدفع.
statement_known = هذا الكشف موجود لدينا.
statement_foreign = لا يخص أي سطر من هذا الكشف دفعة من هذه المنطقة.
