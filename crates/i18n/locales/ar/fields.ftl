# أخطاء حقول الطلب

malformed_json = المحتوى ليس بصيغة JSON سليمة.
unknown_field = هذا الحقل غير معروف هنا.
missing_field = هذا الحقل مطلوب.
invalid_value = هذه القيمة غير صحيحة.
too_short = أدخل { $min } أحرف على الأقل.
too_long = أدخل { $max } حرفًا على الأكثر.
too_small = أدخل { $min } على الأقل.
too_large = أدخل { $max } على الأكثر.
blank = لا يمكن ترك هذا الحقل فارغًا.
unknown_region = لا توجد منطقة بهذا الاسم.
invalid_cursor = علامة الصفحة هذه لا تخص هذه القائمة.

invalid_email = البريد الإلكتروني غير صحيح.
invalid_phone = رقم الهاتف غير صحيح.
password_too_short = استخدم { $min } أحرف على الأقل.
password_too_long = استخدم { $max } حرفًا على الأكثر.
password_common = كلمة المرور هذه سهلة التخمين. اختر غيرها.
too_many = أرسل { $max } على الأكثر دفعة واحدة.
invalid_name = يتكون الاسم من حرف إلى 100 حرف.
email_unchanged = هذا هو بريدك الإلكتروني الحالي.
proof_required = أرسل كلمة المرور أو رمز مزوّد الخدمة أو رمز الهاتف: واحدًا منها فقط.
duplicate_permission = تُمنح كل صلاحية مرة واحدة.
grants_of_admin = يملك المالك كل الصلاحيات ولا يحتاج إلى منحها.

# أسباب عدم التوصيل في يوم معيّن

delivery_lead_time = هذا الموعد قريب جدًا لتجهيز طلبك.
delivery_weekday = لا نوصل في هذا اليوم من الأسبوع.

# ما يحتاجه تغيير حالة الطلب

reason_required = اذكر السبب في { $maximum } حرفًا على الأكثر.
restock_undecided = حدّد ما إذا كانت القطع ستعود إلى المخزون.
cash_not_collected = لا يُسلَّم الطلب إلا مقابل قيمته نقدًا.

# ما يحتاجه رد المبالغ وكشف مزوّد الدفع

restock_needs_full_refund = لا تعود القطع إلى المخزون إلا مع رد المبلغ كاملًا.
duplicate_currency = تُذكر كل عملة مرة واحدة.
statement_header = يجب أن يسمّي السطر الأول الأعمدة: type, reference, provider_id, date, amount, fee, currency.
statement_empty = الملف بلا أسطر.
statement_too_long = الملف يغطي أكثر مما ينبغي. أرسله على أجزاء.
statement_line = هذا السطر لا يحتوي على سبع خانات.
