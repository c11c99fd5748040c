# ما يُسمح للموظفين بفعله، ثم شرحه.

permission_products = المنتجات
    .description = البضائع بأنواعها وأسعارها وصورها ومخزونها.
permission_categories = الأقسام
    .description = طريقة تجميع المنتجات في المتجر.
permission_sections = أركان الصفحة الرئيسية
    .description = صفوف الصفحة الرئيسية وترتيبها.
permission_banners = اللافتات
    .description = الصور والعروض في أعلى الصفحات.
permission_reviews = التقييمات
    .description = ما يكتبه العملاء عن المنتجات.
permission_orders = الطلبات
    .description = الطلبات ومراحلها والملاحظات عليها.
permission_payments = المدفوعات
    .description = المدفوعات والمبالغ المستردة وما تفيد به بوابة الدفع.
permission_promos = أكواد الخصم
    .description = الأكواد وقيمتها ومن استخدمها.
permission_tax = الضريبة
    .description = نسب الضريبة وما تُطبَّق عليه.
permission_regions = المناطق
    .description = المتاجر حسب الدولة بعملاتها وقواعدها.
permission_delivery_zones = مناطق التوصيل
    .description = أماكن توصيل الطلبات ورسومها وأيام الإغلاق.
permission_customers = العملاء
    .description = أصحاب الحسابات. لا تظهر بيانات التواصل كاملة إلا بمستوى «إدارة».
permission_team = الفريق
    .description = الزملاء وصلاحياتهم والدعوات وسجل النشاط.
permission_notifications = الإشعارات
    .description = الرسائل المرسلة إلى العملاء.
permission_contact = الرسائل الواردة
    .description = ما يكتبه الناس عبر نموذج التواصل.
permission_analytics = التحليلات
    .description = أرقام العمل وتصديرها.
permission_settings = الإعدادات
    .description = اسم المتجر وصفحاته وخياراته.

level_view = عرض
level_manage = إدارة

# وظائف معتادة تُعرض عند دعوة زميل.

preset_order_desk = مكتب الطلبات
    .description = يتابع الطلبات من التأكيد إلى التسليم ويجيب العملاء.
preset_merchandiser = منسق المنتجات
    .description = يعتني بالكتالوج والصفحة الرئيسية.
preset_marketing = التسويق
    .description = يدير العروض وأكواد الخصم والحملات.
preset_accountant = المحاسب
    .description = يتابع المدفوعات والمبالغ المستردة والضريبة.
preset_store_manager = مدير المتجر
    .description = يدير المتجر كله، ما عدا الفريق والإعدادات.

# ما يمنع تعديل الفريق.

role_needs_verified_email = يحتاج الموظف إلى بريد إلكتروني مُتحقَّق منه.
